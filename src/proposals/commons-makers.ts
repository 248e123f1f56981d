import { Injectable } from '@nestjs/common';
import { GoodService } from '../commons/goods/good.service.js';
import { ImpactService } from '../commons/impacts/impact.service.js';
import { EcologicalLimitService } from '../commons/limits/ecological-limit.service.js';
import type { RouteRow } from '../commons/routes/route.entity.js';
import { RouteService } from '../commons/routes/route.service.js';
import type { Failure } from '../records/failures.js';
import { type Made, type Makers, named } from './makers.js';

type Kinds = 'createGood' | 'reviseGood' | 'retireGood' | 'createImpact' | 'reviseImpact' | 'retireImpact'
  | 'createEcologicalLimit' | 'reviseEcologicalLimit' | 'retireEcologicalLimit' | 'createRoute' | 'reviseRoute' | 'retireRoute';

/** Carries out changes of goods, impacts, ecological limits and routes. */
@Injectable()
export class CommonsMakers {
  readonly makers: Makers<Kinds>;

  constructor(goods: GoodService, impacts: ImpactService, limits: EcologicalLimitService, routes: RouteService) {
    this.makers = {
      createGood: async (acting, input) => named(await goods.create(acting, input)),
      reviseGood: async (acting, { changes, ...seen }) => named(await goods.revise(acting, seen, changes)),
      retireGood: async (acting, seen) => named(await goods.retire(acting, seen)),
      createImpact: async (acting, input) => named(await impacts.create(acting, input)),
      reviseImpact: async (acting, { changes, ...seen }) => named(await impacts.revise(acting, seen, changes)),
      retireImpact: async (acting, seen) => named(await impacts.retire(acting, seen)),
      createEcologicalLimit: async (acting, input) => named(await limits.create(acting, input)),
      reviseEcologicalLimit: async (acting, { changes, ...seen }) => named(await limits.revise(acting, seen, changes)),
      retireEcologicalLimit: async (acting, seen) => named(await limits.retire(acting, seen)),
      createRoute: async (acting, input) => coded(await routes.create(acting, input)),
      reviseRoute: async (acting, { changes, ...seen }) => coded(await routes.revise(acting, seen, changes)),
      retireRoute: async (acting, seen) => coded(await routes.retire(acting, seen)),
    };
  }
}

/** A route has no name. */
function coded(row: RouteRow | Failure): Made | Failure {
  return 'failure' in row ? row : { id: row.id, label: row.code };
}
