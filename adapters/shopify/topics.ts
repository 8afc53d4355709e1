/** What we listen to, and the fields that reach us: ids and dates, nobody's name. Each is a hint to read the order again. */
export const hookTopics = [
  { topic: "ORDERS_CREATE", includeFields: ["id", "admin_graphql_api_id", "updated_at"] },
  { topic: "ORDERS_UPDATED", includeFields: ["id", "admin_graphql_api_id", "updated_at"] },
  { topic: "ORDERS_PAID", includeFields: ["id", "admin_graphql_api_id", "updated_at"] },
  { topic: "ORDERS_CANCELLED", includeFields: ["id", "admin_graphql_api_id", "updated_at"] },
  { topic: "ORDERS_EDITED", includeFields: ["order_edit"] },
  { topic: "ORDERS_DELETE", includeFields: ["id"] },
  { topic: "ORDER_TRANSACTIONS_CREATE", includeFields: ["id", "order_id", "created_at"] },
  { topic: "REFUNDS_CREATE", includeFields: ["id", "order_id", "created_at"] },
  { topic: "PAYMENT_SCHEDULES_DUE", includeFields: ["id", "payment_terms_id", "due_at"] },
  { topic: "APP_UNINSTALLED", includeFields: ["id"] },
] as const;

/** "orders/create" as deliveries name it. */
export const headerOf = (topic: string) => {
  const at = topic.lastIndexOf("_");
  return `${topic.slice(0, at)}/${topic.slice(at + 1)}`.toLowerCase();
};
