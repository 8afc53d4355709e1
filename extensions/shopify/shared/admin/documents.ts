/** What a menu needs to know of an order before it offers to ask for money. Read as the person who looks. */
export const orderStateQuery = `query OrderState($id: ID!) {
  order(id: $id) { cancelledAt displayFinancialStatus totalOutstandingSet { presentmentMoney { amount } } }
}`;

export const draftStateQuery = `query DraftState($id: ID!) {
  draftOrder(id: $id) { status }
}`;

/** Nobody's address is asked for: Shopify knows it, and writes to it by itself. */
export const draftToSendQuery = `query DraftToSend($id: ID!) {
  draftOrder(id: $id) { id name status invoiceUrl totalPriceSet { presentmentMoney { amount currencyCode } } }
}`;

export const sendDraftMutation = `mutation SendDraft($id: ID!, $email: EmailInput) {
  draftOrderInvoiceSend(id: $id, email: $email) {
    draftOrder { invoiceUrl }
    userErrors { message }
  }
}`;
