import type { Adapter, Messenger } from "../../app/core/ports";
import { connectMail } from "./connection.server";
import { fields, mailSecretsGoTo, mailSettingsOf, readMailSettings } from "./settings";

/** Mail through the shop's own server. */
export const email: Adapter<Messenger> = {
  vendor: "email",
  name: "E-mail (SMTP)",
  settings: fields,
  readSettings: readMailSettings,
  secretsGoTo: mailSecretsGoTo,
  connect: (values, deps) => connectMail(mailSettingsOf(values), deps),
};
