/** Whose order it is: asked at each question of a customer's, for what their screen says of itself proves nothing. */
export const orderOwnerQuery = /* GraphQL */ `
  query OrderOwner($id: ID!) {
    order(id: $id) {
      createdAt
      customer { legacyResourceId }
    }
  }
`;

export const customerOrdersQuery = /* GraphQL */ `
  query CustomerOrders($id: ID!, $first: Int!) {
    customer(id: $id) {
      orders(first: $first, sortKey: PROCESSED_AT, reverse: true) {
        nodes { legacyResourceId }
      }
    }
  }
`;

/** Adds beside the tags that are there; `orderUpdate` would replace them all. */
export const tagOrderMutation = /* GraphQL */ `
  mutation TagOrder($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors { message }
    }
  }
`;
