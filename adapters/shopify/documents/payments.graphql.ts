/** Merchant edition only: writes money that Shopify did not move. The App Store edition must not hold this file. */

/** `amount` only on Shopify Plus; without it the whole balance is meant. Not idempotent. */
export const manualPaymentMutation = /* GraphQL */ `
  mutation ManualPayment($id: ID!, $amount: MoneyInput, $paymentMethodName: String, $processedAt: DateTime) {
    orderCreateManualPayment(id: $id, amount: $amount, paymentMethodName: $paymentMethodName, processedAt: $processedAt) {
      order { legacyResourceId }
      userErrors { code message }
    }
  }
`;

/** The whole balance without the amount argument, which even as null counts as used on a shop without Plus. */
export const manualBalanceMutation = /* GraphQL */ `
  mutation ManualBalance($id: ID!, $paymentMethodName: String, $processedAt: DateTime) {
    orderCreateManualPayment(id: $id, paymentMethodName: $paymentMethodName, processedAt: $processedAt) {
      order { legacyResourceId }
      userErrors { code message }
    }
  }
`;

/** A part of the pending sale that an order placed with a manual method carries. */
export const captureMutation = /* GraphQL */ `
  mutation Capture($input: OrderCaptureInput!) {
    orderCapture(input: $input) {
      transaction { id status }
      userErrors { field message }
    }
  }
`;

/** A refund in the books. Since 2026-04 Shopify refuses it without an idempotency key. */
export const refundMutation = /* GraphQL */ `
  mutation Refund($input: RefundInput!, $key: String!) {
    refundCreate(input: $input) @idempotent(key: $key) {
      refund { id }
      userErrors { field message }
    }
  }
`;
