/**
 * A language that nobody speaks: every sentence accented and 40 % longer, or running from right to left, so that a page
 * can be looked at as if it were translated. Pure: messages in, messages out.
 */
export type Messages = Readonly<Record<string, { readonly message: string }>>;

export type Pseudo = 'accented' | 'right-to-left';

/** What a translator leaves alone: values in braces, code between backticks, the bar between plural forms. */
const KEPT = /(\{\w+\}|`[^`]*`| \| )/;
const LONGER = 0.4;

const ACCENTS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('aáeéiíoóuúyýcçnñsšzžgğdđlłAÁEÉIÍOÓUÚCÇNÑSŠZŽ'.matchAll(/(.)(.)/gu), ([, plain, accented]) => [
    plain,
    accented,
  ]),
);

/** Hebrew letters of about the same look; case has no meaning there. */
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשתךםןץ';

/** Text that the program reads and no person: never translated as prose. */
const SETTINGS: Readonly<Record<Pseudo, Readonly<Record<string, string>>>> = {
  accented: {},
  'right-to-left': { extension_language: 'he', extension_direction: 'rtl' },
};
const NOT_PROSE = new Set(['extension_language', 'extension_direction', 'extension_name']);

/** Every message as it would stand in the pseudo-language. */
export function pseudoMessages(messages: Messages, pseudo: Pseudo): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, { message }]) => {
      const setting = SETTINGS[pseudo][key];
      if (NOT_PROSE.has(key)) return [key, { message: setting ?? message }];
      return [key, { message: pseudoSentence(message, pseudo) }];
    }),
  );
}

/** One sentence: its letters exchanged, each plural form made longer, what a translator leaves alone as it was. */
export function pseudoSentence(sentence: string, pseudo: Pseudo): string {
  return sentence
    .split(' | ')
    .map((form) =>
      longer(
        form
          .split(KEPT)
          .map((part, index) => (index % 2 === 1 ? part : letters(part, pseudo)))
          .join(''),
        pseudo,
      ),
    )
    .join(' | ');
}

function letters(text: string, pseudo: Pseudo): string {
  if (pseudo === 'accented') return Array.from(text, (letter) => ACCENTS[letter] ?? letter).join('');
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const index = letter.toLowerCase().codePointAt(0)! - 97;
    return HEBREW[index] ?? letter;
  });
}

/** Words of ordinary length are added, so that lines can still break where they would. */
function longer(form: string, pseudo: Pseudo): string {
  const own = form.replaceAll(/\{\w+\}|`[^`]*`/g, '').trim().length;
  const wanted = Math.ceil(own * LONGER);
  let added = '';
  while (added.length < wanted)
    added += ` ${letters('longer'.slice(0, Math.max(1, wanted - added.length - 1)), pseudo)}`;
  return form + added;
}
