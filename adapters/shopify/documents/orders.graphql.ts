/**
 * Presentment money only: the currency the shopper was asked in, owes and pays. Every level-2 field (names, e-mail)
 * may come back null, and is not asked for at all where the app has no business with it (`$named`). A query may cost 1 000 points at most, one per object: hence ten orders a page, twenty lines each.
 */
const orderFields = /* GraphQL */ `
  fragment OrderFields on Order {
    legacyResourceId
    name
    displayFinancialStatus
    cancelledAt
    createdAt
    updatedAt
    customerLocale
    canMarkAsPaid
    taxesIncluded
    presentmentCurrencyCode
    totalPriceSet { presentmentMoney { amount } }
    currentTotalPriceSet { presentmentMoney { amount } }
    totalOutstandingSet { presentmentMoney { amount } }
    currentTotalDiscountsSet { presentmentMoney { amount } }
    currentShippingPriceSet { presentmentMoney { amount } }
    currentTotalTaxSet { presentmentMoney { amount } }
    email @include(if: $named)
    billingAddress @include(if: $named) { name company }
    customer { locale displayName @include(if: $named) defaultEmailAddress @include(if: $named) { emailAddress } }
    mark: metafield(namespace: "$app", key: "payment_mark") { value compareDigest }
    lineItems(first: $lines) {
      nodes { name quantity currentQuantity originalUnitPriceSet { presentmentMoney { amount } } }
      pageInfo { hasNextPage }
    }
  }
`;

export const orderQuery = /* GraphQL */ `
  query Order($id: ID!, $lines: Int!, $named: Boolean!) {
    order(id: $id) { ...OrderFields }
  }
  ${orderFields}
`;

export const changedOrdersQuery = /* GraphQL */ `
  query ChangedOrders($query: String!, $first: Int!, $after: String, $lines: Int!, $named: Boolean!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ...OrderFields }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${orderFields}
`;

/** What must be known before and after money is written: the order, its transactions and refunds, our own notes on it. */
export const orderBooksQuery = /* GraphQL */ `
  query OrderBooks($id: ID!, $lines: Int!, $transactions: Int!, $refunds: Int!, $named: Boolean!) {
    shop { plan { shopifyPlus } }
    order(id: $id) {
      ...OrderFields
      transactions(first: $transactions) {
        id
        kind
        status
        gateway
        manualPaymentGateway
        manuallyCapturable
        amountSet { presentmentMoney { amount } }
        totalUnsettledSet { presentmentMoney { amount } }
        parentTransaction { id }
      }
      refunds(first: $refunds) { note }
      notes: metafield(namespace: "$app", key: "payment_notes") { value compareDigest }
    }
  }
  ${orderFields}
`;

/** The order behind payment terms: `payment_schedules/due` names only those. */
export const termsOrderQuery = /* GraphQL */ `
  query TermsOrder($id: ID!) {
    node(id: $id) { ... on PaymentTerms { order { legacyResourceId } } }
  }
`;
