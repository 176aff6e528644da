import { type Locale, localise } from '../../../../kernel/text/index.js';
import {
  type ComparedMoments,
  definitionChanged,
  definitionSentence,
  type VersionsCompared,
} from '../../domain/definition-versions.js';

/** By which versions of its definition a metric was read at two moments, and in words whether it changed in between. */
export class DefinitionVersionsView {
  metric!: string;
  /** Null where none was kept. */
  earlier!: number | null;
  /** Null where none was kept. */
  later!: number | null;
  /** Null where a version was not kept. */
  changed!: boolean | null;
  message!: string;

  static of(compared: VersionsCompared, moments: ComparedMoments, locale: Locale): DefinitionVersionsView {
    const { message, params } = definitionSentence(compared, moments);
    return { ...compared, changed: definitionChanged(compared), message: localise(message, locale, params) };
  }
}
