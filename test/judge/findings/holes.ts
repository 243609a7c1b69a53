import Handlebars from 'handlebars';
import type { TextValues } from '../../../lib/model/finding.ts';

/**
 * What betrays that a text was filled with nothing: a value that was not there, a list of none, a bracket around
 * nothing.
 */
export function holesIn(text: string): string[] {
  const marks = [
    /undefined/,
    /NaN/,
    /null/,
    /Infinity/,
    /\[object/,
    /\{\{/,
    /—/,
    /(?<!\w)\(\s*\)/,
    /: $|:$/,
    / {2}/,
    /^\s/,
    / [,.;:)]/,
    /, $/,
  ];
  return marks.flatMap((mark) => mark.exec(text)?.[0] ?? []);
}

export const hasHangul = (text: string): boolean => /[\uac00-\ud7a3]/.test(text);

/** Paths of a template (in all its branches) that these values do not hold. */
export function placeholdersLacking(template: string, values: TextValues): string[] {
  return [...new Set(lackingOf(Handlebars.parse(template).body, values))];
}

function lackingOf(body: readonly hbs.AST.Statement[], values: TextValues): string[] {
  return body.flatMap((statement) => {
    if (statement.type === 'MustacheStatement') {
      const { path, params } = statement as hbs.AST.MustacheStatement;
      return pathsLacking(params.length === 0 ? [path] : params, values);
    }
    if (statement.type !== 'BlockStatement') return [];
    const { path, params, program, inverse } = statement as hbs.AST.BlockStatement;
    const lacking = pathsLacking(params, values);
    const { original } = path as hbs.AST.PathExpression;
    const branches = [...program.body, ...(inverse?.body ?? [])];
    if (original !== 'list') return [...lacking, ...lackingOf(branches, values)];
    const items = values[(params[0] as hbs.AST.PathExpression).original];
    return [...lacking, ...(Array.isArray(items) ? items.flatMap((item) => lackingOf(branches, item)) : [])];
  });
}

const pathsLacking = (params: readonly hbs.AST.Expression[], values: TextValues): string[] =>
  params.flatMap((param) => {
    if (param.type !== 'PathExpression') return [];
    const { original } = param as hbs.AST.PathExpression;
    return original === 'this' || original in values ? [] : [original];
  });
