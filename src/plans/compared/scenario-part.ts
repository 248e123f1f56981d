import { registerEnumType } from '@nestjs/graphql';

/** The lists of a scenario document; the values are their names there. */
export enum ScenarioPart {
  PERIODS = 'periods',
  ASSEMBLIES = 'assemblies',
  GOODS = 'goods',
  TIERS = 'tiers',
  NEEDS = 'needs',
  STOCKS = 'stocks',
  POOLS = 'pools',
  PROCESSES = 'processes',
  ROUTES = 'routes',
  EXPORT_LIMITS = 'exportLimits',
  IMPACTS = 'impacts',
  LIMITS = 'limits',
  OBJECTIVES = 'then',
}

registerEnumType(ScenarioPart, {
  name: 'ScenarioPart',
  description: 'A part of what a plan is computed from.',
  valuesMap: {
    PERIODS: { description: 'The periods, in their order.' },
    ASSEMBLIES: { description: 'The assemblies, with their names, people and places.' },
    GOODS: { description: 'The goods.' },
    TIERS: { description: 'The tiers, in their order.' },
    NEEDS: { description: 'What is needed. Where a norm per person is agreed, a need changes when that does.' },
    STOCKS: { description: 'What is in stock.' },
    POOLS: { description: 'Labour, equipment, and land by what it is fit for.' },
    PROCESSES: { description: 'Processes; one that can be done on several kinds of land stands for each.' },
    ROUTES: { description: 'Routes.' },
    EXPORT_LIMITS: { description: 'How much may leave assemblies, by their own word.' },
    IMPACTS: { description: 'Impacts.' },
    LIMITS: { description: 'Ecological limits.' },
    OBJECTIVES: { description: 'What is made small once every need has its level, in its order; none stands for tonne-kilometres alone.' },
  },
});
