/** The customer's orders, newest first. `paymentCollectionUrl` is a secret of the customer's: shown to them, never sent on. */
export const ordersDocument = `query OrdersToPay($after: String) {
  customer {
    orders(first: 50, after: $after, sortKey: PROCESSED_AT, reverse: true) {
      nodes {
        id name cancelledAt
        paymentInformation {
          paymentCollectionUrl paymentStatus
          totalOutstandingAmount { amount currencyCode }
          paymentTerms { nextDueAt overdue }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Drafts that the merchant made visible to the customer. */
export const draftsDocument = `query DraftsToPay($after: String) {
  customer {
    draftOrders(first: 50, after: $after, sortKey: UPDATED_AT, reverse: true) {
      nodes { id name status invoiceUrl amountDueNow { amount currencyCode } amountDueLater { amount currencyCode } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** One order, for the block on its page; readable there before the customer has signed in. */
export const orderDocument = `query OrderToPay($id: ID!) {
  order(id: $id) {
    id name cancelledAt
    paymentInformation {
      paymentCollectionUrl paymentStatus
      totalOutstandingAmount { amount currencyCode }
      paymentTerms { nextDueAt overdue }
    }
  }
}`;
