import type { ShopperLocale } from "./locale";

/** What the door says before any page could: to a shopper or a shop, in the browser's language. */
export type DoorRefusal = "too-large" | "unreadable" | "another-site" | "slow" | "broken";
type DoorText = { title: string; text: string };

const nb = "\u00a0";

export const doorWords: Readonly<Record<ShopperLocale, Readonly<Record<DoorRefusal, DoorText>>>> = {
  fr: {
    "too-large": { title: "C’est trop lourd", text: "Ce qui a été envoyé dépasse ce que cette page accepte. Rien n’a été enregistré. Revenez en arrière, raccourcissez le texte ou choisissez un fichier plus petit, puis réessayez." },
    unreadable: { title: "Cette demande n’a pas pu être lue", text: "Rien n’a été enregistré. Revenez en arrière, rechargez la page, puis réessayez." },
    "another-site": { title: "Ce formulaire vient d’un autre site", text: "Par sécurité, rien n’a été fait. Ouvrez la page vous-même, puis réessayez." },
    slow: { title: "La réponse a pris trop de temps", text: `Rien n’est perdu${nb}: réessayez dans un instant.` },
    broken: { title: "Un problème est survenu de notre côté", text: `Rien n’est perdu${nb}: réessayez dans un instant.` },
  },
  nl: {
    "too-large": { title: "Dit is te groot", text: "Wat is verstuurd, is meer dan deze pagina aanneemt. Er is niets bewaard. Ga terug, kort de tekst in of kies een kleiner bestand en probeer het opnieuw." },
    unreadable: { title: "Deze aanvraag kon niet worden gelezen", text: "Er is niets bewaard. Ga terug, laad de pagina opnieuw en probeer het nog eens." },
    "another-site": { title: "Dit formulier komt van een andere site", text: "Voor de veiligheid is er niets gebeurd. Open de pagina zelf en probeer het opnieuw." },
    slow: { title: "Het antwoord duurde te lang", text: "Er is niets verloren: probeer het zo meteen opnieuw." },
    broken: { title: "Er ging bij ons iets mis", text: "Er is niets verloren: probeer het zo meteen opnieuw." },
  },
  en: {
    "too-large": { title: "This is too large", text: "What was sent is more than this page takes. Nothing was saved. Go back, shorten the text or choose a smaller file, then try again." },
    unreadable: { title: "This request could not be read", text: "Nothing was saved. Go back, reload the page, then try again." },
    "another-site": { title: "This form comes from another site", text: "To be safe, nothing was done. Open the page yourself, then try again." },
    slow: { title: "The answer took too long", text: "Nothing is lost: try again in a moment." },
    broken: { title: "Something went wrong on our side", text: "Nothing is lost: try again in a moment." },
  },
  de: {
    "too-large": { title: "Das ist zu groß", text: "Gesendet wurde mehr, als diese Seite annimmt. Nichts wurde gespeichert. Gehen Sie zurück, kürzen Sie den Text oder wählen Sie eine kleinere Datei und versuchen Sie es erneut." },
    unreadable: { title: "Diese Anfrage war nicht lesbar", text: "Nichts wurde gespeichert. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es erneut." },
    "another-site": { title: "Dieses Formular kommt von einer anderen Website", text: "Zur Sicherheit wurde nichts getan. Öffnen Sie die Seite selbst und versuchen Sie es erneut." },
    slow: { title: "Die Antwort hat zu lange gedauert", text: "Nichts ist verloren: Versuchen Sie es gleich noch einmal." },
    broken: { title: "Bei uns ist etwas schiefgegangen", text: "Nichts ist verloren: Versuchen Sie es gleich noch einmal." },
  },
};

/** The same for a machine and for whoever reads its log. */
export const plainDoorWords: Readonly<Record<Exclude<DoorRefusal, "too-large">, string>> = {
  unreadable: "This request cannot be read.",
  "another-site": "This form was posted from another site.",
  slow: "This took too long. Nothing is lost: please try again.",
  broken: "Something went wrong on our side. Nothing is lost: please try again.",
};
