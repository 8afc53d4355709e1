import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPhp, php, phpVersions, type Get, type Php } from "./php";

const connected = `update_option( 'reglo_connection', array( 'app' => 'http://127.0.0.1:1', 'id' => 'con_0123456789abc', 'secret' => 's', 'store' => '', 'key_id' => 1 ) );`;
/** Customer 5 has 11 and 12 to pay, 13 is paid; 21 is somebody else's. */
const orders = `foreach ( array( 11 => array( 5, 'pending' ), 12 => array( 5, 'failed' ), 13 => array( 5, 'processing' ), 21 => array( 6, 'pending' ) ) as $id => $o ) {
  \\World::$orders[ $id ] = new \\WC_Order( array( 'id' => $id, 'customer' => $o[0], 'status' => $o[1] ) );
}`;

describe.each(phpVersions)("PHP %s", (version) => {
  let run: Php;
  beforeAll(async () => {
    run = await openPhp(version);
  }, 300_000);
  afterAll(() => run.close());
  paysTogether(() => run);
  listsWhatIsDue(() => run);
  knowsWhatIsPaid(() => run);
  tellsOfItself(() => run);
});

type Opened = { url: string; problem: string; asked: { path: string; body: unknown }[] };

function paysTogether(get: Get): void {
  const open = async (ticked: number[], answer: object | null = { url: "http://127.0.0.1:1/b/token", missing: [] }, status = 200) => (await get().ask(`${connected} ${orders}
    \\World::$answer = ${answer === null ? "new \\WP_Error( 'http', 'refused' )" : `array( 'status' => ${status}, 'body' => json_encode( ${php(answer)} ) )`};
    $opened = open_together( 5, ${php(ticked)} );
    \\say( $opened + array( 'asked' => array_map( function ( $p ) { return array( 'path' => parse_url( $p['url'], PHP_URL_PATH ), 'body' => json_decode( $p['body'], true ) ); }, \\World::$posts ) ) );`)) as Opened;

  test("asks the app for one page of the ticked orders, in the shop's language", async () => {
    expect(await open([12, 11])).toEqual({ url: "http://127.0.0.1:1/b/token", problem: "", asked: [{ path: "/api/shop/basket", body: { orderRefs: ["12", "11"], locale: "fr_FR" } }] });
  });

  test.each([
    ["nothing was ticked", [], /^Tick at least/], ["one is somebody else's", [11, 21], /no longer waiting/], ["one is paid", [11, 13], /no longer waiting/],
    ["one is none", [11, 99], /no longer waiting/], ["there are too many", Array.from({ length: 51 }, (_, index) => index + 1), /^At most/],
  ])("opens nothing and asks nobody when %s", async (_why, ticked, words) => {
    expect(await open(ticked)).toEqual({ url: "", problem: expect.stringMatching(words), asked: [] });
  });

  test("goes nowhere but to the app, and back when it is away or leaves an order out", async () => {
    expect(await open([11, 12], { url: "https://evil.example/b/token", missing: [] })).toMatchObject({ url: "", problem: expect.stringMatching(/cannot be opened/) });
    expect(await open([11, 12], null)).toMatchObject({ url: "", problem: expect.stringMatching(/Nothing was paid/) });
    expect(await open([11, 12], { url: "http://127.0.0.1:1/b/token", missing: ["12", "77"] })).toMatchObject({ url: "", problem: expect.stringMatching(/#N12\./) });
    expect(await open([11, 12], { error: "nothing-due", missing: ["11", "12"] }, 409)).toMatchObject({ url: "", problem: expect.stringMatching(/#N11, #N12/) });
  });

  test("goes on with what is left while the app gets further, and says how far it came when it does not", async () => {
    const step = (left: string[]) => ({ url: left.length === 0 ? "http://127.0.0.1:1/b/token" : null, missing: [], left });
    const goes = async (lefts: string[][]) => (await get().ask(`${connected} ${orders} $said = ${php(lefts.map(step))};
      \\World::$answer = function () use ( &$said ) { return array( 'status' => 200, 'body' => json_encode( count( $said ) > 1 ? array_shift( $said ) : $said[0] ) ); };
      \\say( open_together( 5, array( 11, 12 ) ) + array( 'calls' => count( \\World::$posts ) ) );`)) as object;
    expect(await goes([["12"], []])).toEqual({ url: "http://127.0.0.1:1/b/token", problem: "", calls: 2 });
    expect(await goes([["12"], ["12"]])).toEqual({ url: "", problem: expect.stringMatching(/^1 of 2 orders are ready/), calls: 2 });
  });

  test("reads order ids out of whatever was posted", async () => {
    const posted = ["12", "12", "0", "-1", "1e3", " 7", "7 OR 1", ["3"], null, "11", 9];
    expect(await get().ask(`\\say( ticked_orders( ${php(posted)} ) );`)).toEqual([12, 11]);
  });
}

function listsWhatIsDue(get: Get): void {
  test("groups by currency, with what the app says is open, else with what the shop knows", async () => {
    const said = await get().ask(`${connected} ${orders}
      \\World::$orders[12]->data['currency'] = 'USD'; \\World::$orders[21]->data['refunded'] = '21.00';
      $groups = due_groups( array( \\World::$orders[11], \\World::$orders[12], \\World::$orders[21] ), array( 11 => array( 'open' => '60.50', 'currency' => 'EUR', 'isLate' => true ) ) );
      \\say( array_map( function ( $rows ) { return array_map( function ( $row ) { return array( $row['id'], $row['amount'], $row['late'] ); }, $rows ); }, $groups ) );`);
    expect(said).toEqual({ EUR: [[11, "60.50", true], [21, "100.00", false]], USD: [[12, "121.00", false]] });
  });
}

function knowsWhatIsPaid(get: Get): void {
  test("shows an order as paid by its link even where it never heard of that link", async () => {
    const said = await get().ask(`${connected}
      save_link( array( 'orderRef' => '11', 'status' => 'open', 'payUrl' => 'http://127.0.0.1:1/p/x', 'open' => '1.00', 'currency' => 'EUR', 'createdAt' => '2026-11-21T10:00:00Z' ) );
      note_link_paid( 11 ); note_link_paid( 12 ); note_link_paid( 12 );
      \\say( array_map( function ( $link ) { return array( $link['status'], $link['pay_url'], $link['open'] ); }, find_links( array( 11, 12 ) ) ) );`);
    expect(said).toEqual({ 11: ["paid", "http://127.0.0.1:1/p/x", false], 12: ["paid", "", false] });
  });
}

function tellsOfItself(get: Get): void {
  const told = "array_map( function ( $p ) { return array( parse_url( $p['url'], PHP_URL_PATH ), json_decode( $p['body'], true ) ); }, \\World::$posts )";
  const yes = "\\World::$answer = array( 'status' => 200, 'body' => '{\"noted\":true}' );";

  test("tells the app that it is switched off; unconnected, nobody", async () => {
    expect(await get().ask(`${yes} deactivate(); $before = count( \\World::$posts ); ${connected} deactivate(); \\say( array( $before, ${told} ) );`)).toEqual([0, [["/api/shop/presence", { isActive: false }]]]);
  });

  test("tells that it is back once its doors are open, once, and by the tick when the app was away", async () => {
    const said = await get().ask(`${connected} update_option( 'reglo_presence', 'untold' );
      \\World::$answer = new \\WP_Error( 'http', 'refused' ); tell_presence(); tell_presence(); tell_presence(); $first = count( \\World::$posts );
      ${yes} \\World::$doing = 'reglo_tick'; tell_presence(); tell_presence();
      \\say( array( $first, ${told} ) );`);
    const heard = ["/api/shop/presence", { isActive: true }];
    expect(said).toEqual([1, [heard, heard]]);
  });
}
