import { InWords, type Report } from './shapes.js';
import type { Scenario } from './types.js';

/**
 * So many balances, flows, runs and capacities the program of a scenario may have in all periods together. Measured: with 1 million a
 * plan takes 1.4 GB and seconds, with 12 million HiGHS has no memory left, with 50 million the program has none.
 */
const MOST = 20e6;

/** A small file may ask for a large program: what it multiplies to is told before it fills the memory. */
export function checkSize(scenario: Scenario, report: Report): void {
  const { assemblies, goods, periods, pools = [], processes = [], routes = [] } = scenario;
  const flows = routes.reduce((sum, route) => sum + (route.bothWays === true ? 2 : 1) * (route.goods?.length ?? goods.length), 0);
  const balances = assemblies.length * goods.length;
  const size = (balances + flows + processes.length + pools.length) * periods.length;
  if (size <= MOST) return;
  const counts = `${assemblies.length} assemblies × ${goods.length} goods, ${flows} goods on routes, ${processes.length} processes, ${pools.length} pools, in ${periods.length} periods`;
  report('', `at most ${MOST} balances, flows, runs and capacities in all`, new InWords(`${size} (${counts})`));
}
