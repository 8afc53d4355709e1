export const connectionQuery = /* GraphQL */ `
  query Connection {
    shop { name myshopifyDomain currencyCode plan { publicDisplayName shopifyPlus } }
    currentAppInstallation { accessScopes { handle } }
  }
`;

/** What a shop that just installed us says of itself. */
export const shopFactsQuery = /* GraphQL */ `
  query ShopFacts {
    shop { name ianaTimezone url contactEmail }
  }
`;

/** Only those made by this API: the app's own file (TOML) has its subscriptions elsewhere. */
export const hooksQuery = /* GraphQL */ `
  query Hooks($first: Int!, $after: String) {
    webhookSubscriptions(first: $first, after: $after) {
      nodes { id topic uri format includeFields filter }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const hookCreateMutation = /* GraphQL */ `
  mutation HookCreate($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }
`;

export const hookUpdateMutation = /* GraphQL */ `
  mutation HookUpdate($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }
`;

export const hookDeleteMutation = /* GraphQL */ `
  mutation HookDelete($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }
`;
