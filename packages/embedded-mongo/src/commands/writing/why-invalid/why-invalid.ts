import { encodeField } from '../../../bson/writer.ts';
import { compileExpression } from '../../../pipeline/expression/compile.ts';
import { Row } from '../../../pipeline/row.ts';
import { Scope } from '../../../pipeline/scope.ts';
import { compileFilter } from '../../../query/filter.ts';
import { isOperatorDocument } from '../../../query/matcher.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../../wire/reply.ts';
import { leaf } from './leaf.ts';
import { compileSchemaDetails } from './schema.ts';
import type { Clause } from './values.ts';

/**
 * Compiles what tells why a document does not match a validator, in the words of MongoDB.
 * @param validator a filter that is known to be right
 */
export function compileWhyInvalid(validator: Buffer): (document: Buffer) => ReplyDocument {
  const clause = compileClause(validator);
  return (document) => clause.details(document, false);
}

/** Several fields and operators are an `$and`. */
function compileClause(filter: Buffer): Clause {
  const clauses = [...rawFields(filter)].flatMap(([name, field]) => clausesOf(name, field));
  return clauses.length === 1 ? clauses[0]! : and(clauses);
}

function clausesOf(name: string, field: RawField): Clause[] {
  switch (name) {
    case '$comment':
      return [];
    case '$and':
      return [and(listed(field))];
    case '$or':
      return [or(listed(field))];
    case '$nor':
      return [nor(listed(field))];
    case '$expr':
      return [expression(field)];
    case '$jsonSchema':
      return [schema(field)];
    case '$alwaysTrue':
    case '$alwaysFalse':
      return [always(name, field)];
    default:
      return isOperatorDocument(field) ? operators(name, field.bytes) : [equality(name, field)];
  }
}

function listed(field: RawField): Clause[] {
  return [...rawFields(field.bytes)].map(([, { bytes }]) => compileClause(bytes));
}

function and(clauses: readonly Clause[]): Clause {
  return {
    matches: (document) => clauses.every((clause) => clause.matches(document)),
    details: (document, matched) => ({ operatorName: '$and', ...those(clauses, document, matched) }),
  };
}

function or(clauses: readonly Clause[]): Clause {
  return {
    matches: (document) => clauses.some((clause) => clause.matches(document)),
    details: (document, matched) => ({ operatorName: '$or', ...those(clauses, document, matched) }),
  };
}

function nor(clauses: readonly Clause[]): Clause {
  return {
    matches: (document) => !clauses.some((clause) => clause.matches(document)),
    details: (document, matched) => ({ operatorName: '$nor', ...those(clauses, document, !matched) }),
  };
}

/** Those that match, or those that do not. */
function those(clauses: readonly Clause[], document: Buffer, matched: boolean): ReplyDocument {
  const told: ReplyValue[] = [];
  for (const [index, clause] of clauses.entries()) {
    if (clause.matches(document) === matched)
      told.push({ index, details: clause.details(document, matched) });
  }
  return matched ? { clausesSatisfied: told } : { clausesNotSatisfied: told };
}

function operators(path: string, document: Buffer): Clause[] {
  const fields = new Map(rawFields(document));
  return [...fields].flatMap(([operator, operand]) => {
    switch (operator) {
      case '$options':
      case '$comment':
        return [];
      case '$not':
        return [not(path, operand)];
      case '$regex':
        return [leaf(operator, path, { [path]: { $regex: operand, $options: fields.get('$options') } })];
      default:
        return [leaf(operator, path, { [path]: { [operator]: operand } })];
    }
  });
}

function equality(path: string, field: RawField): Clause {
  return leaf(field.type === BSON_TYPE.regex ? '$regex' : '$eq', path, { [path]: field });
}

function not(path: string, operand: RawField): Clause {
  const inner = compileClause(encodeReply({ [path]: operand }));
  return {
    matches: (document) => !inner.matches(document),
    details: (document, matched) => ({ operatorName: '$not', details: inner.details(document, !matched) }),
  };
}

function always(operatorName: string, field: RawField): Clause {
  const answer = operatorName === '$alwaysTrue';
  const reason = `expression always evaluates to ${answer}`;
  return {
    matches: () => answer,
    details: () => ({ operatorName, specifiedAs: { [operatorName]: field }, reason }),
  };
}

function expression(field: RawField): Clause {
  const specifiedAs = { $expr: field };
  const { evaluate } = compileExpression(field, new Scope({ now: new Date(), collation: undefined }));
  return {
    ...compileFilter(encodeReply(specifiedAs)),
    details: (document, matched) => {
      const result = evaluate(new Row(document));
      return {
        operatorName: '$expr',
        specifiedAs,
        reason: matched ? 'expression did match' : 'expression did not match',
        expressionResult: result === undefined ? undefined : encodeField(result),
      };
    },
  };
}

function schema(field: RawField): Clause {
  const { matches } = compileFilter(encodeReply({ $jsonSchema: field }));
  const details = compileSchemaDetails(field.bytes);
  return {
    matches,
    details: (document, matched) => ({
      operatorName: '$jsonSchema',
      ...(matched ? { reason: 'schema matched' } : details(document)),
    }),
  };
}
