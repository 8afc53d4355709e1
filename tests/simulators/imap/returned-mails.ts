/** Whose mail came back, to whom it went, and what the report says; the rest is shaped as each server shapes it. */
export type Returned = { messageId: string; to: string; action?: "failed" | "delayed"; status?: string; answer?: string };

const original = ({ messageId, to }: Returned) => `Return-Path: <paiements@atelier.example>
Received: from app.example (app.example [192.0.2.7])
	by out.atelier.example (Postfix) with ESMTPS id 4XyZ12345z
	for <${to}>; Sat, 21 Nov 2026 14:00:01 +0100 (CET)
From: =?UTF-8?Q?Atelier_Lumi=C3=A8re?= <paiements@atelier.example>
To: ${to}
Subject: =?UTF-8?Q?Atelier_Lumi=C3=A8re_=C2=B7_commande_1042?=
Message-ID:
 <${messageId}@atelier.example>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="--_NmP-1"
`;

/** As Postfix's bounce(8) writes it, with the headers of what came back alone. */
export function postfixReport(returned: Returned): string {
  const { to, action = "failed", status = "5.1.1", answer = `550 5.1.1 <${to}>: Recipient address rejected: User unknown in virtual mailbox table` } = returned;
  return `Return-Path: <>
Received: by out.atelier.example (Postfix)
	id 4XyZ9; Sat, 21 Nov 2026 14:00:05 +0100 (CET)
Date: Sat, 21 Nov 2026 14:00:05 +0100 (CET)
From: MAILER-DAEMON@out.atelier.example (Mail Delivery System)
Subject: ${action === "failed" ? "Undelivered Mail Returned to Sender" : "Delayed Mail (still being retried)"}
To: paiements@atelier.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4XyZ12345z.1763730005/out.atelier.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261121130005.4XyZ9@out.atelier.example>

This is a MIME-encapsulated message.

--4XyZ12345z.1763730005/out.atelier.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host out.atelier.example.

<${to}>: host mx1.example.org[192.0.2.25] said: ${answer}
    (in reply to RCPT TO command)

--4XyZ12345z.1763730005/out.atelier.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; out.atelier.example
X-Postfix-Queue-ID: 4XyZ12345z
X-Postfix-Sender: rfc822; paiements@atelier.example
Arrival-Date: Sat, 21 Nov 2026 14:00:01 +0100 (CET)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx1.example.org
Diagnostic-Code: smtp; ${answer}

--4XyZ12345z.1763730005/out.atelier.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

${original(returned)}
--4XyZ12345z.1763730005/out.atelier.example--
`;
}

/** As Exchange Online writes it: its answer in two numbers, the whole message behind. */
export function exchangeReport(returned: Returned): string {
  const { to, action = "failed", status = "5.1.10", answer = `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${to} not found by SMTP address lookup` } = returned;
  return `From: <postmaster@example.onmicrosoft.com>
To: <paiements@atelier.example>
Date: Sat, 21 Nov 2026 13:00:09 +0000
Content-Type: multipart/report; report-type=delivery-status;
	boundary="8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: fr-FR
Message-ID: <c2a4e6b8-1111-2222-3333-444455556666@AM0PR01MB1234.eurprd01.prod.exchangelabs.com>
Subject: Non remis : Atelier
Auto-Submitted: auto-replied
MIME-Version: 1.0

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11-inner"

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11-inner
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Votre message =E0 ${to} n=E9tait pas remis.

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11-inner--

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.exchangelabs.com
Received-From-MTA: dns;out.atelier.example
Arrival-Date: Sat, 21 Nov 2026 13:00:08 +0000

Final-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp;${answer}
X-Display-Name: ${to}

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11
Content-Type: message/rfc822

${original(returned)}
----_NmP-1
Content-Type: text/plain; charset=utf-8

Bonjour
----_NmP-1--

--8aa1e8b0-6d3e-4d5b-9a4c-0d9a5b2a7b11--
`;
}

/** As Gmail writes it: a picture beside the words, an answer over several lines. */
export function gmailReport(returned: Returned): string {
  const { to, action = "failed", status = "5.2.2", answer = "552-5.2.2 The recipient's inbox is out of storage space.\n 552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm d2e1a72 - gsmtp" } = returned;
  return `Return-Path: <>
Received: from mail-sor-f69.google.com (mail-sor-f69.google.com. [209.85.220.69])
        by mx.google.com with SMTPS id x1; Sat, 21 Nov 2026 05:00:11 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000b0a7c005f3a1c2d3"; report-type=delivery-status
To: paiements@atelier.example
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Subject: Delivery Status Notification (${action === "failed" ? "Failure" : "Delay"})
Auto-Submitted: auto-replied
X-Failed-Recipients: ${to}
Message-ID: <637a1b2c.050a0220.9f1e2.abcd.GMR@mx.google.com>
Date: Sat, 21 Nov 2026 05:00:11 -0800 (PST)

--000000000000b0a7c005f3a1c2d3
Content-Type: multipart/related; boundary="000000000000b0a7d605f3a1c2d5"

--000000000000b0a7d605f3a1c2d5
Content-Type: multipart/alternative; boundary="000000000000b0a7d705f3a1c2d6"

--000000000000b0a7d705f3a1c2d6
Content-Type: text/plain; charset="UTF-8"

** Message not delivered **

--000000000000b0a7d705f3a1c2d6--
--000000000000b0a7d605f3a1c2d5
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
--000000000000b0a7d605f3a1c2d5--
--000000000000b0a7c005f3a1c2d3
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; paiements@atelier.example
Arrival-Date: Sat, 21 Nov 2026 05:00:10 -0800 (PST)
X-Original-Message-ID: <${returned.messageId}@atelier.example>

Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; gmail-smtp-in.l.google.com. (142.250.110.26, the server for
 the domain gmail.com.)
Diagnostic-Code: smtp; ${answer}
Last-Attempt-Date: Sat, 21 Nov 2026 05:00:11 -0800 (PST)

--000000000000b0a7c005f3a1c2d3
Content-Type: message/rfc822

${original(returned)}
----_NmP-1--
--000000000000b0a7c005f3a1c2d3--
`;
}
