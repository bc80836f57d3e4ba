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
  // What identity providers and their people read of us.
  service: {
    name: '{{product}} – {{centre}}',
    description:
      'The media centre lends equipment to schools. The login says who borrows and for which school.',
  },
  failure: {
    attempt_expired: 'The login took too long. Try again.',
    unknown_provider: 'That login does not exist any more. Choose your municipality in the list.',
    provider_error: 'The school’s login did not answer as it should. Try again in a while.',
    request_refused:
      'The school’s login did not accept our question. Tell the media centre and give the number.',
    not_let_in:
      'The school’s login did not let you in. Try again. If that does not help, tell the school’s IT support.',
    no_eppn: 'The school’s login did not say who you are. Tell the school’s IT support and give the number.',
    wrong_scope: 'Your account belongs to another organiser. Choose your own municipality in the list.',
    clock:
      'The school’s login and we have different times. Try again. Get in touch if it happens repeatedly.',
    refused: 'The login did not succeed. Try again. If that does not help, get in touch and give the number.',
    too_many: 'That was many attempts in a short time. Wait a few minutes and try again.',
  },
  providerHelp: 'Help from {{name}}',
  help: 'Problems logging in?',
  development: 'Made-up people log in here, for trial and development.',
};
