import {
  type ASTVisitor, getNamedType, getNullableType, isListType, GraphQLError, type GraphQLField, isInterfaceType, isObjectType, Kind, type FieldNode,
  type FragmentDefinitionNode, type GraphQLNamedType, type SelectionSetNode, type ValidationContext,
} from 'graphql';
import { FIRST_AT_MOST, FIRST_BY_DEFAULT } from '../records/page.js';

/** An extension of a field that gives a long list as a whole: for how many objects it counts, each with what is asked of it. */
export const COUNTS_AS = 'countsAs';

/** An extension of a field that has much computed before anything can be shown of it: for how many objects that counts, beside what is asked of it. */
export const COUNTS_BESIDE = 'countsBeside';

/**
 * Refuses operations that may read too many objects. Counted is the most that could come back: a list counts as many times
 * as its `first` allows, nested lists multiply. `first` given as a variable counts as the most that is allowed, since
 * a query is checked once and then run with any variables. A list that has no `first` counts as COUNTS_AS says.
 */
export function queryCost(most: number) {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      const cost = root ? new Counting(context).selections(operation.selectionSet, root) : 0;
      if (cost > most) {
        context.reportError(new GraphQLError(
          `This could read ${cost} objects; at most ${most} are allowed. Ask for fewer with \`first\`, or in several queries.`));
      }
    },
  });
}

class Counting {
  /** Cost of each fragment; undefined while it is being counted, which a fragment within itself meets (refused by another rule). */
  private readonly fragments = new Map<string, number | undefined>();

  constructor(private readonly context: ValidationContext) {}

  selections(set: SelectionSetNode, type: GraphQLNamedType): number {
    return set.selections.reduce((sum, selection) => {
      switch (selection.kind) {
        case Kind.FIELD: return sum + this.field(selection, type);
        case Kind.INLINE_FRAGMENT: {
          const narrowed = selection.typeCondition && this.context.getSchema().getType(selection.typeCondition.name.value);
          return sum + this.selections(selection.selectionSet, narrowed ?? type);
        }
        case Kind.FRAGMENT_SPREAD: return sum + this.fragment(this.context.getFragment(selection.name.value));
      }
    }, 0);
  }

  private field(node: FieldNode, type: GraphQLNamedType): number {
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!definition || !node.selectionSet) return 0;
    const each = this.selections(node.selectionSet, getNamedType(definition.type));
    const countsAs = definition.extensions[COUNTS_AS];
    return 1 + Number(definition.extensions[COUNTS_BESIDE] ?? 0) + (countsAs === undefined ? timesOf(node, definition) * each : Number(countsAs) * Math.max(each, 1));
  }

  private fragment(fragment: FragmentDefinitionNode | null | undefined): number {
    const type = fragment && this.context.getSchema().getType(fragment.typeCondition.name.value);
    if (!type) return 0;
    const name = fragment.name.value;
    if (!this.fragments.has(name)) {
      this.fragments.set(name, undefined);
      this.fragments.set(name, this.selections(fragment.selectionSet, type));
    }
    return this.fragments.get(name) ?? 0;
  }
}

function timesOf(node: FieldNode, definition: GraphQLField<unknown, unknown>): number {
  if (!definition.args.some((argument) => argument.name === 'first')) {
    return isListType(getNullableType(definition.type)) && isObjectType(getNamedType(definition.type)) && !['nodes', 'edges'].includes(node.name.value) ? FIRST_BY_DEFAULT : 1;
  }
  const first = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (!first) return FIRST_BY_DEFAULT;
  return first.kind === Kind.INT ? Math.max(1, Math.min(Number(first.value), FIRST_AT_MOST)) : FIRST_AT_MOST;
}
