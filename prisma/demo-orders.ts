import type { OrderLine } from "../app/core/order";
import type { ShopperLocale } from "../app/core/locale";

/** What becomes of a demo order before the demo opens: one story per state a link can be in. */
export type Story =
  | "no-link" | "sent" | "sent-soon-expired" | "opened-then-declined" | "paid" | "paid-refunded-part" | "paid-twice" | "paid-late"
  | "expired" | "cancelled" | "amount-changed" | "mail-refused" | "disputed" | "paid-elsewhere" | "order-cancelled" | "under-way"
  | "deposit-paid" | "paid-by-transfer" | "paid-in-cash";

export type DemoOrder = {
  number: string;
  daysAgo: number;
  customer: { name: string; email: string };
  locale: ShopperLocale;
  lines: OrderLine[];
  currency?: string;
  status?: "pending" | "on-hold" | "processing" | "cancelled";
  story: Story;
};

const line = (description: string, totalMinor: number, quantity = 1): OrderLine => ({ description, quantity, totalMinor });

/** A tea house in Brussels and its customers, newest first. The last two digits of a total choose what the sandbox does. */
export const demoOrders: readonly DemoOrder[] = [
  { number: "1068", daysAgo: 0, customer: { name: "Camille Lefèvre", email: "camille@example.test" }, locale: "fr", story: "no-link",
    lines: [line("Atelier « Accords thé et chocolat », 2 places", 7_800, 2), line("Théière en fonte 0,8 l", 6_400)] },
  { number: "1067", daysAgo: 0, customer: { name: "Jonas De Smet", email: "jonas@example.test" }, locale: "nl", story: "no-link",
    lines: [line("Sencha bio, 250 g", 2_450), line("Matcha ceremonial, 40 g", 3_150)] },
  { number: "1066", daysAgo: 1, customer: { name: "Zoë 🌿 Peeters", email: "zoe@example.test" }, locale: "fr", story: "sent",
    lines: [line("Coffret découverte, 12 thés", 5_900), line("Livraison en point relais", 390)] },
  { number: "1065", daysAgo: 1, customer: { name: "ليلى حداد", email: "leila@example.test" }, locale: "fr", story: "sent",
    lines: [line("Thé à la menthe, 500 g", 1_890, 2), line("Plateau en laiton", 4_500)] },
  { number: "1064", daysAgo: 2, customer: { name: "Maison Dubois SRL", email: "compta@dubois.example.test" }, locale: "fr", status: "on-hold", story: "no-link",
    lines: [line("Thé du matin pour bureaux, 3 mois", 28_500)] },
  { number: "1063", daysAgo: 2, customer: { name: "Anna Keller", email: "anna@example.test" }, locale: "de", currency: "CHF", story: "sent",
    lines: [line("Geschenkset „Zürich“", 7_500)] },
  { number: "1062", daysAgo: 3, customer: { name: "Oliver Grant", email: "oliver@example.test" }, locale: "en", story: "paid",
    lines: [line("Earl Grey Imperial, 250 g", 1_650, 2), line("Teapot, stoneware", 4_200)] },
  { number: "1061", daysAgo: 3, customer: { name: "Luc Moreau", email: "refuse.luc@example.test" }, locale: "fr", story: "mail-refused",
    lines: [line("Rooibos vanille, 250 g", 1_480)] },
  { number: "1060", daysAgo: 4, customer: { name: "Inès Roussel", email: "ines@example.test" }, locale: "fr", story: "amount-changed",
    lines: [line("Service à thé, 6 tasses", 8_900), line("Sucre candi, 500 g", 650)] },
  { number: "1059", daysAgo: 5, customer: { name: "Pieter Claes", email: "pieter@example.test" }, locale: "nl", story: "opened-then-declined",
    lines: [line("Oolong Tie Guan Yin, 100 g", 2_801)] },
  { number: "1058", daysAgo: 6, customer: { name: "Sophie Martin", email: "sophie@example.test" }, locale: "fr", story: "under-way",
    lines: [line("Abonnement « Un thé par mois », 6 mois", 9_602)] },
  { number: "1057", daysAgo: 7, customer: { name: "Hugo Bernard", email: "hugo@example.test" }, locale: "fr", story: "paid-refunded-part",
    lines: [line("Darjeeling first flush, 200 g", 3_200), line("Boîte à thé washi", 1_400)] },
  { number: "1056", daysAgo: 9, customer: { name: "Elke Janssens", email: "elke@example.test" }, locale: "nl", story: "paid-twice",
    lines: [line("Workshop matcha, 1 plaats", 4_503)] },
  { number: "1055", daysAgo: 12, customer: { name: "Marc Petit", email: "marc@example.test" }, locale: "fr", story: "paid-late",
    lines: [line("Thé vert au jasmin, 250 g", 2_103)] },
  { number: "B-118", daysAgo: 6, customer: { name: "Hôtel des Tilleuls", email: "achats@tilleuls.example.test" }, locale: "fr", story: "deposit-paid",
    lines: [line("Bar à thés pour le petit-déjeuner, saison d’hiver", 64_000), line("Formation de l’équipe, une matinée", 18_000)] },
  { number: "B-117", daysAgo: 10, customer: { name: "Bakkerij Janssens BV", email: "info@janssens.example.test" }, locale: "nl", story: "paid-by-transfer",
    lines: [line("Chai, 5 kg", 13_600)] },
  { number: "1054", daysAgo: 14, customer: { name: "Clara Vogel", email: "clara@example.test" }, locale: "de", story: "cancelled",
    lines: [line("Kräutertee-Mischung, 300 g", 1_990)] },
  { number: "1053", daysAgo: 16, customer: { name: "Nadia Benali", email: "nadia@example.test" }, locale: "fr", story: "disputed",
    lines: [line("Coffret cadeau « Hiver »", 6_500)] },
  { number: "1052", daysAgo: 20, customer: { name: "Thomas Girard", email: "thomas@example.test" }, locale: "fr", story: "expired",
    lines: [line("Bouilloire à température réglable", 7_990)] },
  { number: "1051", daysAgo: 21, customer: { name: "Emma Wilson", email: "emma@example.test" }, locale: "en", story: "order-cancelled",
    lines: [line("White peony, 100 g", 2_600)] },
  { number: "1050", daysAgo: 23, customer: { name: "Paul Lambert", email: "paul@example.test" }, locale: "fr", story: "paid-elsewhere",
    lines: [line("Assam breakfast, 500 g", 2_890)] },
  { number: "B-116", daysAgo: 18, customer: { name: "Lucie Caron", email: "lucie@example.test" }, locale: "fr", story: "paid-in-cash",
    lines: [line("Dégustation du samedi, 2 places", 3_800, 2)] },
  { number: "1049", daysAgo: 26, customer: { name: "Julie Renard", email: "julie@example.test" }, locale: "fr", story: "paid",
    lines: [line("Tasse double paroi, lot de 4", 3_600), line("Genmaicha, 100 g", 990)] },
  { number: "1048", daysAgo: 28, customer: { name: "Bart Willems", email: "bart@example.test" }, locale: "nl", story: "paid",
    lines: [line("Pu-erh, 357 g", 4_900)] },
  { number: "1046", daysAgo: 30, customer: { name: "Maison Dubois SRL", email: "compta@dubois.example.test" }, locale: "fr", story: "no-link",
    lines: [line("Thé du matin pour bureaux, recharge", 9_400), line("Filtres en papier, 200", 600)] },
  { number: "1045", daysAgo: 34, customer: { name: "Maison Dubois SRL", email: "compta@dubois.example.test" }, locale: "fr", story: "no-link",
    lines: [line("Dégustation pour l’équipe, 8 personnes", 24_000)] },
  { number: "1047", daysAgo: 1, customer: { name: "Aline Faure", email: "aline@example.test" }, locale: "fr", story: "sent-soon-expired",
    lines: [line("Infusion du soir, 3 × 100 g", 2_700, 3)] },
];
