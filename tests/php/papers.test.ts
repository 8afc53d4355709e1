import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPhp, phpVersions, type Php } from "./php";

const connected = `update_option( 'reglo_connection', array( 'app' => 'http://127.0.0.1:1', 'id' => 'con_0123456789abc', 'secret' => 's', 'store' => '', 'key_id' => 1 ) );`;
const said = `array( 'orderRef' => '7', 'status' => 'open', 'payUrl' => 'http://127.0.0.1:1/p/x', 'qrUrl' => 'http://127.0.0.1:1/qr.png', 'open' => '121.00', 'currency' => 'EUR', 'createdAt' => '2026-11-21T10:00:00Z' )`;
const linked = `${connected} save_link( ${said} );`;
const order = (fields = "") => `new \\WC_Order( array( 'id' => 7, ${fields} ) )`;
const drawn = (act: string) => `ob_start(); ${act}; $html = ob_get_clean();`;

describe.each(phpVersions)("PHP %s", (version) => {
  let run: Php;
  beforeAll(async () => {
    run = await openPhp(version);
  }, 300_000);
  afterAll(() => run.close());
  printsOnInvoices(() => run);
  writesInMails(() => run);
});

function printsOnInvoices(get: () => Php): void {
  test("prints the code and the address on an unpaid invoice, as a picture the PDF holds itself", async () => {
    const html = await get().ask(`${linked} ${drawn(`show_in_pdf( 'invoice', ${order()} )`)} \\say( $html );`);
    expect(html).toContain(`data:image/png;base64,${Buffer.from("\x89PNG\r\n\x1a\nqr", "latin1").toString("base64")}`);
    expect(html).toContain("http://127.0.0.1:1/p/x");
    expect(html).toContain("121,00");
  });

  test.each([
    ["a packing slip", "show_in_pdf( 'packing-slip', ORDER )", ""], ["a paid order", "show_in_pdf( 'invoice', ORDER )", "'status' => 'processing'"],
    ["a choice against it", "update_option( 'reglo_qr_in_pdf', 'no' ); show_in_pdf( 'invoice', ORDER )", ""],
    ["a picture that is none", "\\World::$picture = '<html>'; show_in_pdf( 'invoice', ORDER )", ""],
  ])("prints nothing on %s", async (_what, act, fields) => {
    expect(await get().ask(`${linked} ${drawn(act.replace("ORDER", order(fields)))} \\say( $html );`)).toBe("");
  });

  test("asks for the link that is missing, and after an app that is away does without, quickly", async () => {
    const answered = `array( 'status' => 200, 'body' => json_encode( array( 'link' => ${said} ) ) )`;
    const waits = await get().ask(`${connected} $waits = array();
      \\World::$answer = function ( $url, $args ) use ( &$waits ) { $waits[] = $args['timeout']; return count( $waits ) < 3 ? new \\WP_Error( 'http', 'timed out' ) : ${answered}; };
      ${drawn(`show_in_pdf( 'invoice', ${order()} ); show_in_pdf( 'invoice', ${order()} ); show_in_pdf( 'invoice', ${order()} )`)}
      \\say( array( $waits, substr_count( $html, '<img' ) ) );`);
    expect(waits).toEqual([[10, 4, 4], 1]);
  });
}

function writesInMails(get: () => Php): void {
  const mail = (act: string, fields = "") => get().ask(`${linked} ${drawn(act.replace("ORDER", order(fields)))} \\say( array( $html, array_keys( pictures_to_embed() ) ) );`) as Promise<[string, string[]]>;

  test("puts the code into the mail itself, of a size no inliner changes, and its address into the text", async () => {
    const [html, cids] = await mail("update_option( 'reglo_qr_in_emails', 'embedded' ); show_in_email( ORDER, false, false, null )");
    // Here wp_mail() is not WordPress's own: then nothing can be embedded, and the picture is loaded.
    expect([cids, html]).toEqual([[], expect.stringContaining('src="http://127.0.0.1:1/qr.png" width="160" height="160"')]);
    expect(html).toContain("margin:0");
    expect(await mail("show_in_email( ORDER, false, true, null )")).toEqual([expect.stringMatching(/Pay online:\nhttp:\/\/127\.0\.0\.1:1\/p\/x\n/), []]);
  });

  test("writes nothing to the shop's own staff, nor on a paid order; without the picture the link remains", async () => {
    expect((await mail("show_in_email( ORDER, true, false, null )"))[0]).toBe("");
    expect((await mail("show_in_email( ORDER, false, false, null )", "'status' => 'completed'"))[0]).toBe("");
    const [html] = await mail("update_option( 'reglo_qr_in_emails', 'none' ); show_in_email( ORDER, false, false, null )");
    expect([html.includes("<img"), html.includes("http://127.0.0.1:1/p/x")]).toEqual([false, true]);
  });

  test("hands the mailer only the pictures its mail shows", async () => {
    const embedded = await get().ask(`pictures_to_embed( 'reglo-a', 'A' ); pictures_to_embed( 'reglo-b', 'B' );
      $mailer = new class() { public $Body = '<img src="cid:reglo-b">', $in = array(); public function addStringEmbeddedImage( $png, $cid ) { $this->in[] = array( $png, $cid ); } };
      embed_pictures( $mailer ); \\say( $mailer->in );`);
    expect(embedded).toEqual([["B", "reglo-b"]]);
  });
}
