import type { Nearness } from '../../api/documents.js';
import type { InEveryLanguage } from '../../reading/languages.js';

const en = {
  title: 'Self-reliance: from how near it comes',
  more: 'What the plan gives to needs, by how far away it was made or in stock, in a straight line. Each good counts alike, since tonnes and pieces cannot be added.',
  close: (share: string) => `${share} of what is received comes from the assembly itself or from at most 25 km away.`,
  how: { ITSELF: 'From the assembly itself', WITHIN_25_KM: 'Up to 25 km', WITHIN_50_KM: '25 to 50 km', WITHIN_100_KM: '50 to 100 km', FARTHER: 'More than 100 km', UNKNOWN: 'Not known: a place is not recorded' } satisfies Record<Nearness, string>,
  from: 'From how near',
  share: 'Share of what is received',
  byGood: 'Good by good',
};

export const nearWords: InEveryLanguage<typeof en> = {
  en,
  es: {
    title: 'Autosuficiencia: de cuán cerca viene',
    more: 'Lo que el plan da a las necesidades, según lo lejos que se hizo o estaba guardado, en línea recta. Cada bien cuenta igual, porque toneladas y piezas no se pueden sumar.',
    close: (share) => `${share} de lo que se recibe viene de la propia asamblea o de 25 km a lo sumo.`,
    how: { ITSELF: 'De la propia asamblea', WITHIN_25_KM: 'Hasta 25 km', WITHIN_50_KM: 'De 25 a 50 km', WITHIN_100_KM: 'De 50 a 100 km', FARTHER: 'Más de 100 km', UNKNOWN: 'No se sabe: falta un lugar' },
    from: 'De cuán cerca',
    share: 'Parte de lo que se recibe',
    byGood: 'Bien por bien',
  },
  ca: {
    title: 'Autosuficiència: de com de prop ve',
    more: "El que el pla dona a les necessitats, segons com de lluny es va fer o era guardat, en línia recta. Cada bé compta igual, perquè tones i peces no es poden sumar.",
    close: (share) => `${share} del que es rep ve de la mateixa assemblea o de 25 km com a molt.`,
    how: { ITSELF: 'De la mateixa assemblea', WITHIN_25_KM: 'Fins a 25 km', WITHIN_50_KM: 'De 25 a 50 km', WITHIN_100_KM: 'De 50 a 100 km', FARTHER: 'Més de 100 km', UNKNOWN: 'No se sap: falta un lloc' },
    from: 'De com de prop',
    share: 'Part del que es rep',
    byGood: 'Bé per bé',
  },
};
