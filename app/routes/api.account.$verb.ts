import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { makeAttemptLimit } from "../core/attempt-limit";
import { listAccountLinks, openAccountBasket, payFromAccount, readAccountOrder } from "../flows/answer-account.server";
import { answerScreen, answerScreenPreflight, orderRef, screenLocale, screenVerb, type ScreenDoor } from "../screen-door.server";

/** What a shopper asks from their account, an order's page or the page after checkout. */
const door: ScreenDoor = {
  surface: "customer",
  limit: makeAttemptLimit({ attemptsMax: 60, windowMs: 60_000, keysMax: 50_000 }),
  verbs: {
    links: screenVerb(z.object({ locale: screenLocale }), listAccountLinks),
    pay: screenVerb(z.object({ orderRef, locale: screenLocale }), payFromAccount),
    basket: screenVerb(z.object({ linkIds: z.array(z.string().min(1).max(60)).min(1).max(50), locale: screenLocale }), openAccountBasket),
    order: screenVerb(z.object({ orderRef, locale: screenLocale }), readAccountOrder),
  },
};

export const action = (args: ActionFunctionArgs): Promise<Response> => answerScreen(door, args);

export const loader = ({ request }: LoaderFunctionArgs): Response => answerScreenPreflight(request);
