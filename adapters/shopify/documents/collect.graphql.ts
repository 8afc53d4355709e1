/** Both editions: how Shopify itself asks for the money. The address is a bearer secret, asked for at the click. */
export const orderCollectionQuery = /* GraphQL */ `
  query OrderCollection($id: ID!) {
    order(id: $id) {
      cancelledAt
      displayFinancialStatus
      presentmentCurrencyCode
      totalOutstandingSet { presentmentMoney { amount } }
      paymentCollectionDetails { additionalPaymentCollectionUrl }
    }
  }
`;

export const orderSchedulesQuery = /* GraphQL */ `
  query OrderSchedules($id: ID!, $first: Int!) {
    order(id: $id) {
      paymentTerms {
        overdue
        paymentSchedules(first: $first) { nodes { id dueAt completedAt balanceDue { amount currencyCode } } }
      }
    }
  }
`;

export const draftCollectionQuery = /* GraphQL */ `
  query DraftCollection($id: ID!) {
    draftOrder(id: $id) {
      status
      invoiceUrl
      presentmentCurrencyCode
      totalPriceSet { presentmentMoney { amount } }
      order { legacyResourceId }
    }
  }
`;

export const orderInvoiceMutation = /* GraphQL */ `
  mutation OrderInvoice($id: ID!, $email: EmailInput) {
    orderInvoiceSend(id: $id, email: $email) {
      order { legacyResourceId }
      userErrors { code message }
    }
  }
`;

export const draftInvoiceMutation = /* GraphQL */ `
  mutation DraftInvoice($id: ID!, $email: EmailInput) {
    draftOrderInvoiceSend(id: $id, email: $email) {
      draftOrder { status }
      userErrors { field message }
    }
  }
`;

export const reminderMutation = /* GraphQL */ `
  mutation Reminder($id: ID!) {
    paymentReminderSend(paymentScheduleId: $id) {
      success
      userErrors { code message }
    }
  }
`;
