import type { InEveryLanguage } from '../../reading/languages.js';
import { ca } from './words-ca.js';
import { type CouncilWords, en } from './words-en.js';
import { es } from './words-es.js';

export const councilWords: InEveryLanguage<CouncilWords> = { en, es, ca };
