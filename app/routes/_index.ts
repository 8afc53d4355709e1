import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** The address people type; the app says who may see what. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(`/app/orders${new URL(request.url).search}`);
