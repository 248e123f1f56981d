import type { Type } from '@nestjs/common';
import { ArgsType, Extensions, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Lifetime } from '../records/change.js';
import { Direction, FIRST_AT_MOST, FIRST_BY_DEFAULT, type Page } from '../records/page.js';
import { AWAITED } from './plain-fields.js';

registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way a list is sorted. Records whose sort values are equal follow each other by id, the same way.',
  valuesMap: {
    ASCENDING: { description: 'The smallest first: A to Z, the earliest first.' },
    DESCENDING: { description: 'The largest first: Z to A, the latest first.' },
  },
});

registerEnumType(Lifetime, {
  name: 'Lifetime',
  description: 'Which records a list shows. What is retired stays readable for ever.',
  valuesMap: {
    LIVE: { description: 'Those that are in use.' },
    RETIRED: { description: 'Those that were retired.' },
    ALL: { description: 'Both.' },
  },
});

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Whether the list goes on behind this page.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether this page was asked for behind a cursor, and so is not the first.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first record of the page; null where the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last record of the page: give it as `after` for the next page.' })
  endCursor!: string | null;
}

/** The arguments that every list has; a record's own add `filter` and `sortBy`. */
@ArgsType()
export abstract class PageArgs {
  @Field(() => Int, { defaultValue: FIRST_BY_DEFAULT, description: `At most so many records: 1 to ${FIRST_AT_MOST}.` })
  first!: number;

  @Field(() => String, {
    nullable: true, description: 'Only what follows this cursor, which the same list gave when it was sorted the same way.',
  })
  after?: string | null;

  @Field(() => Direction, { defaultValue: Direction.ASCENDING, description: 'Which way the list is sorted.' })
  direction!: Direction;
}

/** The connection type of a record: `export const GoodConnection = connectionOf(Good, 'goods')`. */
export function connectionOf<Node extends object>(node: Type<Node>, plural: string): Type<Page<Node>> {
  @ObjectType(`${node.name}Edge`, { description: `One of a list of ${plural}, with its place in the list.` })
  class Edge {
    @Field({ description: 'Its place: give it as `after` to have what follows.' })
    cursor!: string;

    @Field(() => node, { description: 'The record itself.' })
    node!: Node;
  }

  @ObjectType(`${node.name}Connection`, { description: `A page of a list of ${plural}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The records of this page, each with its cursor.' })
    edges!: Edge[];

    @Field(() => [node], { description: 'The records of this page, where no cursors are wanted.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Whether there is more, and where to go on.' })
    pageInfo!: PageInfo;

    @Extensions({ [AWAITED]: true })
    @Field(() => Int, { description: 'How many records the whole list has with this filter. Counted only when it is asked for.' })
    totalCount!: Promise<number>;
  }

  return Connection;
}
