import type { InEveryLanguage } from '../../reading/languages.js';

const en = {
  allGoods: 'All goods',
  nothingMoves: 'Nothing travels in this period.',
  goods: 'Goods on their way',
};

export const mapWords: InEveryLanguage<typeof en> = {
  en,
  es: {
    allGoods: 'Todos los bienes',
    nothingMoves: 'En este periodo no viaja nada.',
    goods: 'Bienes en camino',
  },
  ca: {
    allGoods: 'Tots els béns',
    nothingMoves: 'En aquest període no viatja res.',
    goods: 'Béns en camí',
  },
};
