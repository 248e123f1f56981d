/** One of everything; nothing wrong with it. */
export function oneOfEverything(): Record<string, unknown[]> & { name: string } {
  return {
    format: 'confederal-scenario/1', name: 'one of everything', description: 'made up', sources: ['nowhere'],
    periods: [{ id: 'spring', name: 'Spring' }, { id: 'autumn' }],
    assemblies: [{ id: 'hill', name: 'Hill', population: 300, lat: 44, lon: -72 }, { id: 'valley' }],
    goods: [{ id: 'grain', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0.1 }],
    tiers: [{ id: 'vital' }],
    needs: [{ id: 'n', assembly: 'hill', good: 'grain', period: 'autumn', tier: 'vital', quantity: 5, yardstick: 300 }],
    stocks: [{ assembly: 'valley', good: 'grain', period: 'spring', quantity: 4 }],
    pools: [{ id: 'hands', assembly: 'valley', kind: 'labour', unit: 'h', quantity: { spring: 40, autumn: 40 }, lossPerPeriod: 0 }],
    processes: [{
      id: 'sow', assembly: 'valley', inputs: [{ good: 'grain', quantity: 1 }], outputs: [{ good: 'grain', quantity: 3, after: 1 }],
      uses: [{ pool: 'hands', quantity: 10, for: 2 }], adds: [{ pool: 'hands', quantity: 1, after: 1 }], impacts: [{ impact: 'water', quantity: 2 }], maxRuns: { spring: 7 },
    }],
    routes: [{ id: 'road', from: 'valley', to: 'hill', km: 3, bothWays: true, takes: 0, loss: 0.01, tonnesPerPeriod: 50, goods: ['grain'], impactsPerTonneKm: [{ impact: 'water', quantity: 0.1 }] }],
    exportLimits: [{ assembly: 'valley', good: 'grain', period: 'spring', quantity: 3 }],
    impacts: [{ id: 'water', unit: 'm3' }],
    limits: [{ id: 'river', impact: 'water', quantity: 100, assemblies: ['valley'], periods: ['spring'] }],
    then: [{ minimise: 'impact', impact: 'water' }, { minimise: 'pool-use', kind: 'labour' }, { minimise: 'tonne-km' }],
  } as unknown as Record<string, unknown[]> & { name: string };
}
