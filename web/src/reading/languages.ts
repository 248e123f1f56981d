/** The languages that the pages speak, each with its name in its own words. */
export const LANGUAGE_NAMES = { en: 'English', es: 'Español', ca: 'Català' } as const;

export type Language = keyof typeof LANGUAGE_NAMES;

/** The same words in every language. What is missing in one fails in the types. */
export type InEveryLanguage<Words> = Readonly<Record<Language, Words>>;
