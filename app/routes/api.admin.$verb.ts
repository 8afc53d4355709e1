import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { makeAttemptLimit } from "../core/attempt-limit";
import { findEmail } from "../core/email-address";
import { noticesMax } from "../core/notice";
import { cleanNote } from "../core/send-form";
import { requireFromScreen, sendFromScreen } from "../flows/ask-from-screen.server";
import { preparePrint } from "../flows/print-notices.server";
import { readScreenOrders } from "../flows/read-screen-orders.server";
import { answerScreen, answerScreenPreflight, orderRef, requestId, screenLocale, screenVerb, type ScreenDoor } from "../screen-door.server";

const orderRefs = z.array(orderRef).min(1).max(noticesMax);
const noteLengthMax = 1_000;

const press = z.object({ orderRef, requestId, locale: screenLocale });
const sending = press.extend({
  email: z.string().trim().max(254).refine((email) => email === "" || findEmail(email) !== null).optional(),
  note: z.string().trim().max(noteLengthMax).transform((note) => cleanNote(note, noteLengthMax)).optional(),
});

/** What the shop's staff ask from inside the platform's admin. */
const door: ScreenDoor = {
  surface: "admin",
  // Fifty orders are sent one after the other, each with its question before and after.
  limit: makeAttemptLimit({ attemptsMax: 300, windowMs: 60_000, keysMax: 10_000 }),
  verbs: {
    links: screenVerb(z.object({ orderRefs, locale: screenLocale }), async (screen, body) => ({ ok: true, ...(await readScreenOrders(screen, body)) })),
    send: screenVerb(sending, (screen, { email, note, ...rest }) => sendFromScreen(screen, { ...rest, ...(email && { email }), ...(note && { note }) })),
    require: screenVerb(press, requireFromScreen),
    print: screenVerb(z.object({ orderRefs, locale: screenLocale }), preparePrint),
  },
};

export const action = (args: ActionFunctionArgs): Promise<Response> => answerScreen(door, args);

export const loader = ({ request }: LoaderFunctionArgs): Response => answerScreenPreflight(request);
