/** Steps of one rendering: items of lists, partials, and what helpers print. The largest output takes some ten thousand. */
const mostSteps = 2_000_000;

/** Templates inside of each other; real ones go five deep. */
const mostTemplates = 100;

/** Characters that a helper prints for a step. */
const charactersPerStep = 64;

/** A place in a template, as Handlebars counts. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** A template that does more than any output needs. */
export class TemplateBudgetError extends Error {
  override readonly name = 'TemplateBudgetError';
  /** The name of the template whose fault it is: not always the one in which the last step was. */
  readonly template: string;
  /** Where in it; absent where that is not known. */
  readonly lineNumber?: number;
  readonly column?: number;

  constructor(message: string, template: string, place?: Place) {
    super(message);
    this.template = template;
    if (place) {
      this.lineNumber = place.line;
      this.column = place.column;
    }
  }
}

/**
 * Counts what templates do, so that one which never ends (lists in lists in lists, a partial in itself) is an error,
 * the same on every machine.
 */
export class TemplateBudget {
  #left = mostSteps;
  /** The templates that are being printed, each in the one before, and what was left when it began. */
  readonly #open: { readonly name: string; readonly left: number }[] = [];

  /**
   * Takes steps.
   *
   * @throws TemplateBudgetError where there are none left.
   */
  spend(steps: number, place?: Place): void {
    this.#left -= steps;
    if (this.#left >= 0) return;
    const spender = this.#open.findLast(({ left }) => left - this.#left > mostSteps / 2)?.name ?? '';
    const isHere = spender === this.#open.at(-1)?.name;
    throw new TemplateBudgetError('It does not come to an end: too many steps', spender, isHere ? place : undefined);
  }

  /** Takes the steps for a text that a helper prints. */
  spendText(text: string): string {
    this.spend(1 + text.length / charactersPerStep);
    return text;
  }

  /** Prints a template, which may be a partial of another. @throws TemplateBudgetError where they nest without end. */
  inTemplate(name: string, print: () => string): string {
    if (this.#open.length === 0) this.#left = mostSteps;
    if (this.#open.length >= mostTemplates) {
      const message = `Partials are nested more than ${mostTemplates} deep`;
      throw new TemplateBudgetError(message, mostFrequent(this.#open.map((one) => one.name)));
    }
    this.#open.push({ name, left: this.#left });
    try {
      this.spend(1);
      return print();
    } finally {
      this.#open.pop();
    }
  }
}

function mostFrequent(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
