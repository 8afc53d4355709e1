import type { Words } from "../../app/core/locale";
import { VendorError } from "../../app/core/vendor-error";

/** Everything that can stand between us and a shop, told apart because each has its own remedy. */
export type TroubleKind =
  | "dns" | "refused" | "unreachable" | "timeout" | "tls" | "no-https" | "dropped"
  | "redirected" | "other-address" | "no-wordpress" | "no-woocommerce" | "old-version"
  | "maintenance" | "not-json" | "too-large" | "unexpected-reply" | "rate-limited" | "server-fault" | "firewall"
  | "key-refused" | "key-read-only" | "key-write-only" | "key-rights" | "header-dropped" | "https-not-seen" | "clock"
  | "bad-request" | "order-missing";

/** The shop did not do what was asked; `kind` says why, `merchantWords` what to do. Holds no key and no reply body. */
export class ShopTrouble extends VendorError {
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, detail: string, cause?: string) {
    super({
      vendor: "woocommerce",
      // A person or the shop's host mends all the rest without us: the next try may find it mended.
      isRetryable: kind !== "bad-request" && kind !== "order-missing",
      merchantMessage: troubleWords(kind, detail),
      ...(cause === undefined ? {} : { cause: new Error(cause) }),
    });
    this.name = "ShopTrouble";
    this.kind = kind;
  }
}

/** What is wrong and what to do, for the shop owner. `detail`: a host, an address, a version or the shop's own cleaned words. */
export function troubleWords(kind: TroubleKind, detail: string): Words {
  const { fr, en } = words[kind];
  return { fr: fr.replace("{}", detail), en: en.replace("{}", detail) };
}

const words: Readonly<Record<TroubleKind, Words>> = {
  dns: {
    fr: "L’adresse {} est introuvable. Vérifiez l’orthographe du nom de domaine.",
    en: "The address {} cannot be found. Check the spelling of the domain name.",
  },
  refused: {
    fr: "{} refuse la connexion. Le serveur est arrêté, ou un pare-feu bloque ce port : demandez à votre hébergeur.",
    en: "{} refuses the connection. The server is down, or a firewall blocks this port: ask your host.",
  },
  unreachable: {
    fr: "{} est injoignable depuis Réglo. Demandez à votre hébergeur si un pare-feu nous bloque.",
    en: "{} cannot be reached from Réglo. Ask your host whether a firewall blocks us.",
  },
  timeout: {
    fr: "La boutique n’a pas répondu à temps ({}). Nous réessaierons ; si cela dure, demandez à votre hébergeur pourquoi elle est lente.",
    en: "The shop did not answer in time ({}). We will try again; if it lasts, ask your host why it is slow.",
  },
  tls: {
    fr: "Le certificat HTTPS de la boutique n’est pas valable ({}). Faites-le renouveler ou compléter par votre hébergeur.",
    en: "The shop’s HTTPS certificate is not valid ({}). Have your host renew or complete it.",
  },
  "no-https": {
    fr: "{} ne parle pas HTTPS. Demandez un certificat à votre hébergeur ; en http, vos clés voyageraient en clair.",
    en: "{} does not speak HTTPS. Ask your host for a certificate; over http your keys would travel in the clear.",
  },
  dropped: {
    fr: "La connexion avec {} a été coupée avant la fin de la réponse. Nous réessaierons.",
    en: "The connection with {} was cut before the answer was complete. We will try again.",
  },
  redirected: {
    fr: "Cette adresse renvoie vers {}. Indiquez directement l’adresse finale : nous n’envoyons jamais vos clés ailleurs.",
    en: "This address redirects to {}. Enter the final address itself: we never send your keys elsewhere.",
  },
  "other-address": {
    fr: "La boutique se donne pour adresse {}. Indiquez exactement celle-là : les signatures sont calculées sur elle.",
    en: "The shop calls itself {}. Enter exactly that address: signatures are computed on it.",
  },
  "no-wordpress": {
    fr: "Aucun WordPress ne répond à {}. Indiquez l’adresse d’accueil de la boutique, sous-dossier compris.",
    en: "No WordPress answers at {}. Enter the shop’s home address, with its sub-folder if it has one.",
  },
  "no-woocommerce": {
    fr: "WordPress répond à {}, mais pas WooCommerce. Activez l’extension WooCommerce, ou l’accès à son API REST.",
    en: "WordPress answers at {}, but WooCommerce does not. Activate the WooCommerce plugin, or access to its REST API.",
  },
  "old-version": {
    fr: "WooCommerce {} est trop ancien pour nous. Mettez l’extension à jour.",
    en: "WooCommerce {} is too old for us. Update the plugin.",
  },
  maintenance: {
    fr: "La boutique est en maintenance (réponse {}). Nous réessaierons.",
    en: "The shop is under maintenance (answer {}). We will try again.",
  },
  "not-json": {
    fr: "La boutique répond autre chose que des données ({}). Une extension affiche sans doute des avertissements ou un écran d’attente : désactivez l’affichage des erreurs PHP, puis les modes « bientôt disponible » ou de sécurité.",
    en: "The shop answers something else than data ({}). A plugin probably prints warnings or a waiting screen: turn off the display of PHP errors, then “coming soon” or security modes.",
  },
  "too-large": {
    fr: "La réponse de la boutique dépasse {}. Une extension ajoute trop de données aux commandes.",
    en: "The shop’s answer exceeds {}. A plugin adds too much data to orders.",
  },
  "unexpected-reply": {
    fr: "La boutique a donné une réponse que WooCommerce ne donne pas ({}). Une extension la modifie peut-être ; rien n’a été perdu, nous réessaierons.",
    en: "The shop gave an answer WooCommerce does not give ({}). A plugin may change it; nothing was lost, we will try again.",
  },
  "rate-limited": {
    fr: "La boutique limite le nombre d’appels ({}). Nous réessaierons plus tard.",
    en: "The shop limits the number of calls ({}). We will try again later.",
  },
  "server-fault": {
    fr: "La boutique a répondu par une erreur interne : {}. Nous réessaierons ; le journal est dans WooCommerce › État › Journaux.",
    en: "The shop answered with an internal error: {}. We will try again; its log is under WooCommerce › Status › Logs.",
  },
  firewall: {
    fr: "Un pare-feu ou une extension de sécurité nous refuse l’accès ({}). Autorisez les chemins /wp-json/wc/.",
    en: "A firewall or a security plugin refuses us access ({}). Allow the paths /wp-json/wc/.",
  },
  "key-refused": {
    fr: "WooCommerce refuse la clé ({}). Vérifiez la clé et le secret, ou créez-en une nouvelle avec les droits « Lecture/Écriture ».",
    en: "WooCommerce refuses the key ({}). Check key and secret, or create a new one with “Read/Write” permissions.",
  },
  "key-read-only": {
    fr: "La clé ne peut que lire. Dans WooCommerce › Réglages › Avancé › API REST, donnez-lui les droits « Lecture/Écriture ».",
    en: "The key can only read. Under WooCommerce › Settings › Advanced › REST API, give it “Read/Write” permissions.",
  },
  "key-write-only": {
    fr: "La clé ne peut qu’écrire. Dans WooCommerce › Réglages › Avancé › API REST, donnez-lui les droits « Lecture/Écriture ».",
    en: "The key can only write. Under WooCommerce › Settings › Advanced › REST API, give it “Read/Write” permissions.",
  },
  "key-rights": {
    fr: "La clé est bonne, mais son utilisateur WordPress n’a pas le droit de gérer {}. Créez la clé pour un administrateur ou un gestionnaire de boutique.",
    en: "The key is right, but its WordPress user may not manage {}. Create the key for an administrator or a shop manager.",
  },
  "header-dropped": {
    fr: "Le serveur de {} retire l’en-tête « Authorization » : la clé n’arrive pas. Ajoutez « CGIPassAuth On » au fichier .htaccess, ou demandez-le à votre hébergeur.",
    en: "The server of {} drops the “Authorization” header: the key does not arrive. Add “CGIPassAuth On” to the .htaccess file, or ask your host.",
  },
  "https-not-seen": {
    fr: "WordPress ne sait pas que {} est servi en HTTPS, et ignore donc la clé. Le proxy devant lui doit transmettre « HTTPS=on » (ou X-Forwarded-Proto, lu dans wp-config.php).",
    en: "WordPress does not know that {} is served over HTTPS, so it ignores the key. The proxy in front must pass “HTTPS=on” (or X-Forwarded-Proto, read in wp-config.php).",
  },
  clock: {
    fr: "L’horloge de la boutique et la nôtre diffèrent de {} minutes : au-delà de 15, WooCommerce refuse les signatures. Faites régler l’heure du serveur.",
    en: "The shop’s clock and ours differ by {} minutes: beyond 15, WooCommerce refuses signatures. Have the server’s time set right.",
  },
  "bad-request": {
    fr: "La boutique refuse cette demande : {}.",
    en: "The shop refuses this request: {}.",
  },
  "order-missing": {
    fr: "La commande {} n’existe plus dans la boutique.",
    en: "Order {} no longer exists in the shop.",
  },
};
