import type { InEveryLanguage } from '../../reading/languages.js';
import { proposalsInCatalan } from './words-ca.js';
import { type ProposalWords, proposalsInEnglish } from './words-en.js';
import { proposalsInSpanish } from './words-es.js';

/** What the pages of proposals say. */
export const proposalWords: InEveryLanguage<ProposalWords> = { en: proposalsInEnglish, es: proposalsInSpanish, ca: proposalsInCatalan };
