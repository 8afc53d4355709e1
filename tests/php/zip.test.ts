import { expect, test } from "vitest";
import { pluginDirectory, pluginFiles } from "../../scripts/build-plugin.mjs";
import { compileMo, findTexts, problemsOf, readPo, writePot } from "../../scripts/plugin-texts.mjs";
import { makeZip } from "../../scripts/zip.mjs";
import { openPhp, readPlugin } from "./php";

test("every text the plugin's PHP asks for is found, noted in the template, and translated whole", () => {
  const texts = findTexts(pluginDirectory);
  const uses = texts.reduce((sum, { places }) => sum + places.length, 0);
  const asked = pluginFiles().filter(({ path: file }) => file.endsWith(".php")).reduce((sum, { bytes }) => sum + [...bytes.toString().matchAll(/\b(?:__|_n|esc_html__|esc_attr__)\(/g)].length, 0);
  expect(uses).toBe(asked);
  expect(readPlugin("languages/reglo-for-woocommerce.pot")).toBe(writePot(texts));
  for (const locale of ["fr_FR", "nl_NL", "de_DE"]) expect(problemsOf(texts, readPo(readPlugin(`languages/reglo-for-woocommerce-${locale}.po`)))).toEqual([]);
});

test("a translation with a hole, a lost placeholder or a leftover is told apart", () => {
  const texts = [{ id: "Pay %s", plural: null, note: null, places: [] }, { id: "Yes", plural: null, note: null, places: [] }];
  const po = readPo('msgid ""\nmsgstr "x"\n\nmsgid "Pay %s"\nmsgstr "Payer"\n\nmsgid "Gone"\nmsgstr "Parti"\n');
  expect(problemsOf(texts, po)).toEqual(["placeholders differ: Pay %s", "not translated: Yes", "no longer used: Gone"]);
  expect(() => readPo("msgid nothing")).toThrow("Line 1");
});

test("PHP's own reader opens the zip, and finds the French words in it by their place in the .mo", async () => {
  const php = await openPhp("8.3");
  try {
    const zip = makeZip(pluginFiles()).toString("base64");
    const said = (await php.ask(`
      file_put_contents( '/tmp/p.zip', base64_decode( '${zip}' ) ); $zip = new \\ZipArchive(); $zip->open( '/tmp/p.zip', \\ZipArchive::CHECKCONS );
      $mo = $zip->getFromName( 'reglo-for-woocommerce/languages/reglo-for-woocommerce-fr_BE.mo' );
      $head = unpack( 'Vmagic/Vrevision/Vcount/Vids/Vwords', $mo ); $found = array();
      for ( $i = 0; $i < $head['count']; $i++ ) { $id = unpack( 'Vlength/Voffset', $mo, $head['ids'] + 8 * $i ); $words = unpack( 'Vlength/Voffset', $mo, $head['words'] + 8 * $i ); $found[ substr( $mo, $id['offset'], $id['length'] ) ] = substr( $mo, $words['offset'], $words['length'] ); }
      \\say( array( dechex( $head['magic'] ), $found['Payments to make'], $found["%d second\\0%d seconds"], $zip->getFromName( 'reglo-for-woocommerce/includes/signature.php' ) === file_get_contents( '/plugin/includes/signature.php' ), $zip->locateName( 'reglo-for-woocommerce/reglo-for-woocommerce.php' ) !== false ) );`)) as unknown[];
    expect(said).toEqual(["950412de", "Paiements à faire", "%d seconde\u0000%d secondes", true, true]);
  } finally {
    php.close();
  }
}, 300_000);

test("a .mo is sorted by its ids, as gettext looks them up", () => {
  const mo = compileMo([{ id: "b", plural: null, words: ["2"] }, { id: "", plural: null, words: ["head"] }, { id: "a", plural: null, words: ["1"] }]);
  expect(mo.toString("latin1")).toMatch(/\0a\0b\0head\x001\x002\0$/);
});
