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
  failed: 'Det gick inte att logga in. Försök igen. Hjälper det inte, hör av dig och säg numret.',
  help: 'Problem att logga in?',
  development: 'Här loggar påhittade personer in, för prov och utveckling.',
};
