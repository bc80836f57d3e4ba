export const account = {
  menu: 'ditt konto',
  school: 'Förvald skola',
  look: 'Utseende',
  schemes: { light: 'Ljust', dark: 'Mörkt', auto: 'Som datorn' },
  language: 'Språk',
  logout: 'Logga ut',
  role: {
    pupil: 'Elev',
    teacher: 'Lärare',
    educator: 'Pedagog på mediecentralen',
    staff: 'Personal på mediecentralen',
    admin: 'Administratör',
  },
  noAccess: 'Här finns inget för ditt konto ännu',
  noAccessText:
    'Det är lärare som lånar utrustning. Är du lärare och ser det här? Hör av dig till {{centre}}, så rättar vi det.',
};
