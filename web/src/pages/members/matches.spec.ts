import { expect, it } from '@jest/globals';
import { matches } from './matches.js';

it.each([['Saint-Félix', 'felix', true], ['Barre', ' BAR ', true], ['Barre', '', true], ['Barre', 'stowe', false], ['L’Escala', 'l’é', true]])(
  'in %j there is %j: %s', (name, search, there) => { expect(matches(name, search)).toBe(there); });
