export const login = {
  promise: 'Robots, tablets and film equipment. For every school in the county.',
  where: 'Where do you work or study?',
  how: 'You log in with the same account as at school.',
  search: 'Search municipality or school organiser',
  example: 'Högsby, for example',
  last: 'Chosen last on this computer',
  none: 'No results for “{{q}}”. Try the name of the municipality.',
  found_one: '{{count}} result',
  found_other: '{{count}} results',
  failed: 'The login did not succeed. Try again. If that does not help, get in touch and give the number.',
  help: 'Problems logging in?',
  development: 'Made-up people log in here, for trial and development.',
};
