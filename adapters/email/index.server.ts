import type { Adapter, Messenger } from "../../app/core/ports";
import { connectMail } from "./connection.server";
import { fields, mailSettingsOf, readMailSettings } from "./settings";

/** Mail through the shop's own server. */
export const email: Adapter<Messenger> = {
  vendor: "email",
  name: "E-mail (SMTP)",
  settings: fields,
  readSettings: readMailSettings,
  connect: (values, deps) => connectMail(mailSettingsOf(values), deps),
};
