import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paymentWords } from "../../app/ui/words/payments";
import { openPhp, php, phpVersions, readPlugin, type Get, type Php } from "./php";

describe.each(phpVersions)("PHP %s", (version) => {
  let run: Php;
  beforeAll(async () => {
    run = await openPhp(version);
  }, 300_000);
  afterAll(() => run.close());
  saysWhyNoMailCame(() => run);
  standsWhereItIsSeen(() => run);
  fitsTheShop(() => run);
});

/** Every reason the app may give, as its own screens know them. */
const problems = Object.keys(paymentWords.fr.messageProblems);

function saysWhyNoMailCame(get: Get): void {
  test("has a sentence of its own for each of the app's reasons, the server's words left out", async () => {
    const said = (await get().ask(`\\say( array_map( 'Reglo\\mail_problem_words', ${php(problems.map((code) => `${code}: 550 5.1.1 No such mailbox`))} ) );`)) as string[];
    expect(new Set(said).size).toBe(problems.length);
    for (const words of said) expect(words).toMatch(/^[^:\d]+ [^:\d]+\.$/);
  });

  test("shows a mail server's own words as they are, and a reason it does not know never bare", async () => {
    const told = ["550 5.1.1 No such mailbox", "mailbox unknown", "from-the-future: 599 Try telepathy", "from-the-future", ""];
    const inApp = "the reason stands in Réglo, on the link’s page.";
    expect(await get().ask(`\\say( array_map( 'Reglo\\mail_problem_words', ${php(told)} ) );`)).toEqual(["550 5.1.1 No such mailbox", "mailbox unknown", "599 Try telepathy", inApp, inApp]);
  });

  const link = { late: false, open: true, status: "open", balance: "none" };
  const message = { to: "ann@example.com", at: "2026-11-21T10:00:00Z", problem: null };
  test("says on the order what became of the mail, a late one included", async () => {
    const cases = [
      { status: "sent" }, { status: "sent", problem: "returned-mailbox-full" }, { status: "queued", problem: "settings-refused: 451" }, { status: "refused", problem: "recipient-refused: 550 no" }, { status: "failed", problem: null },
    ].map((one) => ({ ...link, message: { ...message, ...one } }));
    expect(await get().ask(`update_option( 'date_format', 'd' ); update_option( 'time_format', 'H' ); \\say( array_map( 'Reglo\\message_words', ${php(cases)} ) );`)).toEqual([
      "Sent to ann@example.com on 21/11/2026.",
      "Sent to ann@example.com on 21/11/2026. It has not arrived yet: this mailbox is full.",
      "On its way to ann@example.com.",
      "Could not be delivered to ann@example.com: the server refused this address.",
      "Could not be delivered to ann@example.com: the reason stands in Réglo, on the link’s page.",
    ]);
  });

  test("marks a lost mail in the list while its link waits, escaped, and no longer once it is paid", async () => {
    const refused = { ...message, to: '"><script>@example.com', status: "refused", problem: '550 <b>"no"' };
    const row = { order_id: 7, status: "open", balance: "none", pay_url: "", qr_url: "", open_text: "", created_at: 1, expires_at: 0, message: JSON.stringify(refused), is_sent: 1, seen_at: 1 };
    const said = (await get().ask(`global $wpdb; $rows = ${php([row, { ...row, order_id: 8, status: "paid" }, { ...row, order_id: 9, message: JSON.stringify({ ...message, status: "sent" }) }])};
      $seen = array(); foreach ( $rows as $row ) { $wpdb->replace( links_table(), $row ); ob_start(); show_column( 'reglo', $row['order_id'] ); $seen[] = ob_get_clean(); } \\say( $seen );`)) as string[];
    expect(said.map((html) => html.includes("E-mail not delivered"))).toEqual([true, false, false]);
    expect(said[0]).not.toMatch(/<script|<b>/);
  });
}

function standsWhereItIsSeen(get: Get): void {
  const move = (names: string[]) => get().ask(`global $wp_meta_boxes; $wp_meta_boxes = array( 's' => array( 'side' => array( 'high' => array_fill_keys( ${php(names)}, array( 'x' ) ) ) ) ); put_box_after_actions( 's' ); \\say( array_keys( $wp_meta_boxes['s']['side']['high'] ) );`);

  test("puts its box right under the order's actions, and leaves every other box in its order", async () => {
    expect(await move(["woocommerce-order-actions", "source", "history", "reglo-link"])).toEqual(["woocommerce-order-actions", "reglo-link", "source", "history"]);
    expect(await move(["first", "woocommerce-order-actions", "reglo-link"])).toEqual(["first", "woocommerce-order-actions", "reglo-link"]);
    expect(await move(["source", "reglo-link"])).toEqual(["source", "reglo-link"]);
    expect(await move(["woocommerce-order-actions", "source"])).toEqual(["woocommerce-order-actions", "source"]);
  });
}

function fitsTheShop(get: Get): void {
  test("runs nothing on a WooCommerce older than its own head says", async () => {
    const [, head] = /WC requires at least: ([\d.]+)/.exec(readPlugin("reglo-for-woocommerce.php")) ?? [];
    expect(await get().ask(`\\say( array( WOOCOMMERCE_MIN, array_map( 'Reglo\\is_woocommerce_fit', array( '8.2.0', '8.9.3', '9.0.0', '9.9.5', '11.0.1' ) ) ) );`)).toEqual([head, [false, false, true, true, true]]);
  });

  test("reaches every site of a network, however many, and this one alone without a network", async () => {
    const said = await get().ask(`\\World::$sites = range( 1, 230 ); $seen = array(); $act = function () use ( &$seen ) { $seen[] = \\World::$site; };
      on_each_site( true, $act ); $all = $seen; $seen = array(); \\World::$sites = range( 1, 200 ); on_each_site( true, $act ); $even = count( $seen ); $seen = array(); on_each_site( false, $act );
      \\say( array( count( array_unique( $all ) ), $even, $seen, \\World::$site ) );`);
    expect(said).toEqual([230, 200, [1], 1]);
  });
}
