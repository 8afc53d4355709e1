import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPhp, php, phpVersions, pluginFiles, readPlugin, type Get, type Php } from "./php";

type Vector = { name: string; secret: string; method: string; target: string; timestamp: number; nonce: string; body: string; signature: string };
const vectors = JSON.parse(readFileSync(path.join("tests", "fixtures", "companion-signature.json"), "utf8")) as Vector[];

describe.each(phpVersions)("PHP %s", (version) => {
  let run: Php;
  beforeAll(async () => {
    run = await openPhp(version);
  }, 300_000);
  afterAll(() => run.close());
  readsAndSigns(() => run);
  paysOnce(() => run);
  losesNothing(() => run);
});


function readsAndSigns(get: Get): void {
  test.each(pluginFiles)("%s can be read", async (file) => {
    const code = Buffer.from(readPlugin(file)).toString("base64");
    expect(await get().ask(`try { token_get_all( base64_decode( '${code}' ), TOKEN_PARSE ); \\say( 'fine' ); } catch ( \\ParseError $e ) { \\say( $e->getMessage() . ' on line ' . $e->getLine() ); }`)).toBe("fine");
  });

  test("signs as the app does", async () => {
    const signed = await get().ask(`\\say( array_map( function ( $v ) { return sign( $v['secret'], $v['method'], $v['target'], $v['timestamp'], $v['nonce'], $v['body'] ); }, ${php(vectors)} ) );`);
    expect(signed).toEqual(vectors.map((vector) => vector.signature));
  });

  test("believes a signature within five minutes, at the path it came by or the one it was published at, and nothing else", async () => {
    const problems = await get().ask(`
      $c = array( 'id' => 'con_0123456789abc', 'secret' => 'secret' ); $now = 1800000000; $nonce = 'nonce-nonce-nonce';
      $make = function ( $at, $target ) use ( $c, $nonce ) { return array( 'connection' => $c['id'], 'timestamp' => (string) $at, 'nonce' => $nonce, 'signature' => sign( $c['secret'], 'POST', $target, $at, $nonce, '{}' ), 'method' => 'POST', 'body' => '{}' ); };
      $ask = function ( $r ) use ( $c, $now ) { return signature_problem( $c, $r, array( '/fr/wp-json/x', '/wp-json/x' ), $now ); };
      $flip = $make( $now, '/wp-json/x' ); $flip['signature'][0] = $flip['signature'][0] === 'a' ? 'b' : 'a';
      \\say( array(
        $ask( $make( $now, '/wp-json/x' ) ), $ask( $make( $now, '/fr/wp-json/x' ) ), $ask( $make( $now - 300, '/wp-json/x' ) ), $ask( $make( $now + 300, '/wp-json/x' ) ),
        $ask( $make( $now - 301, '/wp-json/x' ) ), $ask( $make( $now + 301, '/wp-json/x' ) ), $ask( $make( $now, '/wp-json/y' ) ), $ask( $flip ),
        $ask( array( 'body' => '{"a":1}' ) + $make( $now, '/wp-json/x' ) ), $ask( array( 'connection' => 'con_other' ) + $make( $now, '/wp-json/x' ) ), $ask( array( 'nonce' => 'short' ) + $make( $now, '/wp-json/x' ) ),
      ) );`);
    expect(problems).toEqual(["", "", "", "", "stale", "stale", "wrong-signature", "wrong-signature", "wrong-signature", "malformed", "malformed"]);
  });

  test("takes a nonce once", async () => {
    expect(await get().ask(`\\say( array( remember_nonce( 'aaaaaaaaaaaaaaaaaa' ), remember_nonce( 'aaaaaaaaaaaaaaaaaa' ), remember_nonce( 'bbbbbbbbbbbbbbbbbb' ) ) );`)).toEqual([true, false, true]);
  });

  test("accepts https anywhere and http on this machine only as the app's address", async () => {
    const typed = ["https://pay.example.com", "pay.example.com/", "https://pay.example.com:8443/app?x", "http://127.0.0.1:3000/", "http://localhost", "http://pay.example.com", "http://127.0.0.1.evil.com", "https://a:b@pay.example.com", "javascript:alert(1)", "", "https://ex ample"];
    expect(await get().ask(`\\say( array_map( 'Reglo\\read_app_address', ${php(typed)} ) );`)).toEqual([
      "https://pay.example.com", "https://pay.example.com", "https://pay.example.com:8443", "http://127.0.0.1:3000", "http://localhost", "", "", "", "", "", "",
    ]);
  });
}

function paysOnce(get: Get): void {
  const wish = { order: 7, amount_minor: 12_100, exponent: 2, currency: "EUR", transaction: "tx_1", title: "Carte", paid_at: 1_790_000_000, note: "Payé", key: "tx_1" };
  const marked = (order: object, calls = 1) => get().ask(`
    \\World::$orders[7] = new \\WC_Order( ${php(order)} );
    $results = array(); for ( $i = 0; $i < ${calls}; $i++ ) { $results[] = mark_paid( ${php(wish)} )['outcome']; }
    $o = \\World::$orders[7]; \\say( array( 'outcomes' => $results, 'status' => $o->get_status(), 'tx' => $o->get_transaction_id(), 'times' => $o->completed, 'notes' => count( $o->notes ) ) );`);

  test.each(["pending", "failed", "on-hold", "cancelled", "awaiting-transfer"])("pays a %s order, once for three calls, with one note", async (status) => {
    expect(await marked({ status }, 3)).toEqual({ outcomes: ["marked", "done", "done"], status: "processing", tx: "tx_1", times: 1, notes: 1 });
  });

  test("completes what needs no handling, and dates cash on delivery without touching its status", async () => {
    expect(await marked({ virtual: true })).toMatchObject({ outcomes: ["marked"], status: "completed" });
    expect(await marked({ status: "processing", method: "cod" })).toMatchObject({ outcomes: ["marked"], status: "processing", tx: "tx_1", times: 0 });
  });

  test.each([
    ["somebody else was faster", { status: "processing", method: "stripe", tx: "other", paid: 1_790_000_000 }, { outcomes: ["paid"], tx: "other", times: 0, notes: 1 }],
    ["the amount differs", { total: "120.99" }, { outcomes: ["amount-differs"], times: 0, notes: 0 }],
    ["a part was given back", { refunded: "21.00" }, { outcomes: ["amount-differs"], times: 0 }],
    ["the currency differs", { currency: "USD" }, { outcomes: ["amount-differs"], times: 0 }],
    ["it was refunded", { status: "refunded" }, { outcomes: ["order-refunded"], times: 0 }],
    ["it is in the trash", { status: "trash" }, { outcomes: ["order-gone"], times: 0 }],
    ["a plugin stands in the way", { stuck: true }, { outcomes: ["write-ignored"], times: 0, notes: 0 }],
  ])("leaves an order alone when %s", async (_why, order, expected) => {
    expect(await marked(order)).toMatchObject(expected);
  });

  test("tells a second call that comes meanwhile to come back, and takes over from one that died", async () => {
    const said = await get().ask(`
      \\World::$orders[7] = new \\WC_Order( array() );
      $held = take_lock( 'order_7' ); $busy = mark_paid( ${php(wish)} )['outcome'];
      global $wpdb; $wpdb->query( "UPDATE wp_options SET option_value = '1:dead' WHERE option_name = 'reglo_lock_order_7'" );
      \\say( array( $held !== '', $busy, mark_paid( ${php(wish)} )['outcome'], (int) $wpdb->get_var( "SELECT COUNT(*) FROM wp_options WHERE option_name = 'reglo_lock_order_7'" ) ) );`);
    expect(said).toEqual([true, "busy", "marked", 0]);
  });

  test("notes once, also when the process died between the note and the word that it was written", async () => {
    const said = await get().ask(`
      \\World::$orders[7] = new \\WC_Order( array() ); $w = array( 'note' => 'Payé : 121,00 € <b> · tx_1' ) + ${php(wish)};
      mark_paid( $w ); \\World::$orders[7]->update_meta_data( NOTE_META, '' );
      $again = mark_paid( $w )['outcome']; mark_paid( array( 'key' => 'tx_2', 'note' => 'Payé : 121,00 € · tx_2' ) + $w );
      \\say( array( $again, \\World::$orders[7]->notes, \\World::$orders[7]->get_meta( NOTE_META ) ) );`);
    expect(said).toEqual(["done", ["Payé : 121,00 € &lt;b&gt; · tx_1", "Payé : 121,00 € · tx_2"], ["tx_1", "tx_2"]]);
  });

  test("refuses a wish that is not one", async () => {
    const good = { order: 7, amountMinor: 1, exponent: 2, currency: "EUR", transactionId: "t", methodTitle: "", note: "", key: "t", paidAt: "2026-11-21T10:00:00.000Z" };
    const bad = [null, [], { ...good, order: "1 OR 1" }, { ...good, amountMinor: "1" }, { ...good, amountMinor: 0 }, { ...good, key: "" }, { ...good, paidAt: "soon" }, { ...good, exponent: 9 }, { ...good, note: ["x"] }];
    expect(await get().ask(`\\say( array_map( function ( $w ) { return read_wish( $w ) === null; }, ${php([good, ...bad])} ) );`)).toEqual([false, ...bad.map(() => true)]);
  });
}

const connected = `update_option( 'reglo_connection', array( 'app' => 'http://127.0.0.1:1', 'id' => 'con_0123456789abc', 'secret' => 's', 'store' => '', 'key_id' => 1 ) );`;
const answers = `$safe = function ( $url, $args ) { $ids = array_column( json_decode( $args['body'], true )['events'], 'id' ); return array( 'status' => 200, 'body' => json_encode( array( 'safe' => $ids ) ) ); };`;

function losesNothing(get: Get): void {
  test("keeps one event per order while it waits, and a new one once the first is on its way", async () => {
    const said = await get().ask(`${connected}
      add_event( 7 ); add_event( 7 ); add_event( 8 ); $waiting = outbox_figures()['waiting'];
      $taken = count( claim_events() ); add_event( 7 );
      \\say( array( $waiting, $taken, outbox_figures()['waiting'], count( claim_events() ) ) );`);
    expect(said).toEqual([2, 2, 3, 1]);
  });

  test("loses no event while the app is away: each waits longer, and all arrive when it is back", async () => {
    const said = await get().ask(`${connected} ${answers} global $wpdb;
      \\World::$answer = new \\WP_Error( 'http', 'refused' ); for ( $i = 1; $i <= 120; $i++ ) { add_event( $i ); }
      $waits = array();
      for ( $round = 0; $round < 6; $round++ ) { deliver(); $waits[] = (int) $wpdb->get_var( 'SELECT next_at FROM wp_reglo_outbox ORDER BY id LIMIT 1' ) - time(); $wpdb->query( 'UPDATE wp_reglo_outbox SET next_at = 0' ); }
      $kept = outbox_figures()['waiting']; \\World::$posts = array(); \\World::$answer = $safe; deliver();
      \\say( array( $waits, $kept, outbox_figures()['waiting'], array_map( function ( $p ) { return count( json_decode( $p['body'], true )['events'] ); }, \\World::$posts ) ) );`);
    const [waits, ...rest] = said as [number[], ...unknown[]];
    // A second may end between planning and looking.
    expect(waits.map((wait) => [15, 60, 180, 600].find((planned) => planned - wait >= 0 && planned - wait <= 3))).toEqual([15, 60, 180, 600, 600, 600]);
    expect(rest).toEqual([120, 0, [50, 50, 20]]);
  });

  test("brings everything in the order it happened as soon as the app is back, whatever each had to wait for", async () => {
    const said = await get().ask(`${connected} ${answers} global $wpdb;
      \\World::$answer = new \\WP_Error( 'http', 'refused' ); for ( $i = 1; $i <= 60; $i++ ) { add_event( $i ); }
      deliver(); $wpdb->query( 'UPDATE wp_reglo_outbox SET next_at = next_at + 600' );
      \\World::$posts = array(); deliver(); $early = count( \\World::$posts );
      add_event( 61 ); \\World::$answer = $safe; deliver();
      $told = array(); foreach ( \\World::$posts as $p ) { $told = array_merge( $told, array_column( json_decode( $p['body'], true )['events'], 'orderRef' ) ); }
      \\say( array( $early, $told, outbox_figures()['waiting'] ) );`);
    expect(said).toEqual([0, Array.from({ length: 61 }, (_, index) => String(index + 1)), 0]);
  });

  test("forgets only what the app says is safe", async () => {
    const said = await get().ask(`${connected} global $wpdb; add_event( 1 ); add_event( 2 );
      \\World::$answer = function ( $url, $args ) { $ids = array_column( json_decode( $args['body'], true )['events'], 'id' ); return array( 'status' => 200, 'body' => json_encode( array( 'safe' => array( $ids[1], 'another' ) ) ) ); };
      deliver(); \\say( $wpdb->get_col( 'SELECT subject FROM wp_reglo_outbox' ) );`);
    expect(said).toEqual(["1"]);
  });

  test("brings again what a process that died had taken, and lets a newer event of the order speak for it", async () => {
    const said = await get().ask(`${connected} ${answers} global $wpdb; add_event( 1 ); add_event( 2 ); claim_events(); add_event( 2 );
      $wpdb->query( "UPDATE wp_reglo_outbox SET claimed_at = 1 WHERE claim <> ''" ); release_stale_claims();
      $left = $wpdb->get_col( 'SELECT subject FROM wp_reglo_outbox ORDER BY subject' ); $wpdb->query( 'UPDATE wp_reglo_outbox SET next_at = 0' );
      \\World::$answer = $safe; deliver(); \\say( array( $left, outbox_figures()['waiting'] ) );`);
    expect(said).toEqual([["1", "2"], 0]);
  });

  test("says nothing of drafts and, unconnected, nothing at all", async () => {
    const said = await get().ask(`note_order( 1 ); $before = outbox_figures()['waiting']; ${connected}
      note_order( 2, new \\WC_Order( array( 'status' => 'checkout-draft' ) ) ); note_order( 3, new \\WC_Order( array() ) ); note_order( 4, 99 );
      global $wpdb; \\say( array( $before, $wpdb->get_col( 'SELECT subject FROM wp_reglo_outbox ORDER BY subject' ) ) );`);
    expect(said).toEqual([0, ["3", "4"]]);
  });

  test("sends shoppers to the connected app and nowhere else", async () => {
    const said = await get().ask(`${connected} \\say( array_map( 'Reglo\\app_url_only', array( 'http://127.0.0.1:1/p/x', 'http://127.0.0.1:10/p/x', 'https://evil.example/p/x', 'javascript:alert(1)' ) ) );`);
    expect(said).toEqual(["http://127.0.0.1:1/p/x", "", "", ""]);
  });
}
