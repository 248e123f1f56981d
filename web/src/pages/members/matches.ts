/** Whether a name has what is searched for in it, small and capital letters and accents alike: "felix" is in "Saint-Félix". */
export function matches(name: string, search: string): boolean {
  return plain(name).includes(plain(search.trim()));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
