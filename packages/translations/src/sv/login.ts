export const login = {
  promise: 'Robotar, surfplattor och filmutrustning. För alla skolor i länet.',
  where: 'Var arbetar eller studerar du?',
  how: 'Du loggar in med samma konto som i skolan.',
  search: 'Sök kommun eller skolhuvudman',
  example: 'Till exempel Högsby',
  last: 'Senast valt på den här datorn',
  none: 'Inga träffar på ”{{q}}”. Pröva kommunens namn.',
  found_one: '{{count}} träff',
  found_other: '{{count}} träffar',
  // What identity providers and their people read of us.
  service: {
    name: '{{product}} – {{centre}}',
    description:
      'Mediecentralen lånar ut utrustning till skolor. Inloggningen visar vem som lånar och för vilken skola.',
  },
  failure: {
    attempt_expired: 'Inloggningen tog för lång tid. Försök igen.',
    unknown_provider: 'Den inloggningen finns inte längre. Välj din kommun i listan.',
    provider_error: 'Skolans inloggning svarade inte som den skulle. Försök igen om en stund.',
    request_refused:
      'Skolans inloggning tog inte emot frågan härifrån. Hör av dig till mediecentralen och säg numret.',
    not_let_in:
      'Skolans inloggning släppte inte in dig. Försök igen. Hjälper det inte, hör av dig till skolans it-stöd.',
    no_eppn:
      'Skolans inloggning skickade inte med vem du är. Hör av dig till skolans it-stöd och säg numret.',
    wrong_scope: 'Ditt konto hör till en annan huvudman. Välj din egen kommun i listan.',
    clock: 'Skolans inloggning och vi har olika tid. Försök igen. Hör av dig om det händer flera gånger.',
    refused: 'Det gick inte att logga in. Försök igen. Hjälper det inte, hör av dig och säg numret.',
    too_many: 'Det blev många försök på kort tid. Vänta några minuter och försök igen.',
  },
  providerHelp: 'Hjälp hos {{name}}',
  help: 'Problem att logga in?',
  development: 'Här loggar påhittade personer in, för prov och utveckling.',
};
