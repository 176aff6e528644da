import { PageQueryString, Text, Texts } from '../../../platform/http/index.js';

export class DraftSopBody {
  @Text({ max: 200, description: 'Publishing it supersedes the published procedure of the same title.' })
  title!: string;

  @Text({ max: 50_000, description: 'The steps, in Markdown.' })
  body!: string;
}

/** Fields left out stay as they are. */
export class EditSopBody {
  @Text({ max: 200, optional: true })
  title?: string;

  @Text({ max: 50_000, optional: true })
  body?: string;
}

export class WriteKnowledgeEntryBody {
  @Text({ max: 200 })
  title!: string;

  @Text({ max: 10_000, description: 'What others should know: the case, the tool, the template.' })
  summary!: string;

  @Texts({ max: 20, length: 50 })
  tags!: string[];
}

export class KnowledgeQueryString extends PageQueryString {
  @Text({ max: 50, optional: true, description: 'Entries with this tag alone.' })
  tag?: string;
}
