/** All or nothing, and with `compareDigest` only if nobody wrote since we read: Shopify's one compare-and-set. */
export const metafieldsSetMutation = /* GraphQL */ `
  mutation MetafieldsSet($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { key compareDigest }
      userErrors { code message }
    }
  }
`;

export const orderNotesQuery = /* GraphQL */ `
  query OrderNotes($id: ID!) {
    order(id: $id) {
      notes: metafield(namespace: "$app", key: "payment_notes") { value compareDigest }
    }
  }
`;
