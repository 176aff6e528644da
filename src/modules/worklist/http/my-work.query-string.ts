import { PageQueryString, Text } from '../../../platform/http/index.js';

export class MyWorkQueryString extends PageQueryString {
  @Text({ max: 100, optional: true, description: 'Slug of one workspace; all of mine when left out.' })
  workspace?: string;
}
