/** What is plainly missing in a declaration; each value as the view declaration_fault has it. */
export enum FaultOfDeclaration {
  NO_NEEDS = 'no_needs',
  NO_POPULATION = 'no_population',
  NORM_NOT_DECLARED = 'norm_not_declared',
}
