export const mail = {
  greeting: 'Hej {{name}},',
  greeting_nameless: 'Hej,',
  remark: 'Hälsning från oss:\n”{{remark}}”',
  see: 'Här ser du lånet:\n{{url}}',
  regards: 'Vänliga hälsningar\n{{centre}}',
  line: '{{granted}} {{model}}',
  line_granted: '{{granted}} av {{asked}} {{model}}',
  arrives_transport: 'Lådan kommer till {{school}} {{arrives}} med kommunens transport.',
  arrives_post: 'Lådan kommer till {{school}} med posten, senast {{arrives}}.',
  arrives_pickup: 'Du kan hämta lådan hos oss från {{arrives}}.',
  returns_transport: 'Sista dagen hos er är {{to}}. Transporten hämtar lådan {{returns}}.',
  returns_post: 'Sista dagen hos er är {{to}}. Posta lådan {{returns}}, returetiketten ligger i den.',
  returns_pickup: 'Sista dagen hos er är {{to}}. Lämna tillbaka lådan hos oss senast {{returns}}.',
  requested: {
    subject: 'Vi har fått din bokning {{reference}}',
    text: 'Tack för din bokning till {{school}}, {{from}} – {{to}}. Vi läser igenom den och svarar så snart vi kan. Under tiden är sakerna reserverade åt dig.',
  },
  approved: {
    subject: 'Din bokning {{reference}} är godkänd',
    text: 'Ja, det blir av. Du får låna det här till {{school}}, {{from}} – {{to}}. Dagarna ligger i kalenderfilen som följer med.',
  },
  partly_approved: {
    subject: 'Din bokning {{reference}} är delvis godkänd',
    text: 'Allt räckte inte till, men du får låna det här till {{school}}, {{from}} – {{to}}. Dagarna ligger i kalenderfilen som följer med. Vill du inte ha lånet längre kan du avboka det, ända tills lådan skickas.',
  },
  rejected: {
    subject: 'Din bokning {{reference}} gick tyvärr inte att ordna',
    text: 'Den här gången kan vi tyvärr inte låna ut det du bokade till {{school}}, {{from}} – {{to}}. Du får gärna boka andra dagar.',
  },
  packed: {
    subject: 'Ditt lån {{reference}} är packat',
    text: 'Lådan till {{school}} är packad och redo att skickas.',
  },
  packed_pickup: {
    subject: 'Ditt lån {{reference}} är klart att hämta',
    text: 'Lådan till {{school}} är packad och står hos oss.',
  },
  dispatched: {
    subject: 'Ditt lån {{reference}} är på väg',
    text: 'Nu har vi skickat lådan till {{school}}. När den är framme får du gärna trycka på ”Jag har fått lådan”, så vet vi att allt gick bra.',
  },
  dispatched_pickup: {
    subject: 'Ditt lån {{reference}} är hämtat',
    text: 'Lådan är utlämnad. Vi hoppas att ni får roligt med den på {{school}}.',
  },
  received: {
    subject: 'Ditt lån {{reference}} är tillbaka hos oss',
    text: 'Tack, lådan från {{school}} har kommit. Vi går igenom innehållet och hör av oss om vi undrar över något.',
  },
  closed: {
    subject: 'Ditt lån {{reference}} är avslutat',
    text: 'Nu har vi gått igenom lådan från {{school}} och lånet är avslutat. Tack, och välkommen åter.',
  },
  cancelled: {
    subject: 'Din bokning {{reference}} är avbokad',
    text: 'Bokningen till {{school}}, {{from}} – {{to}}, är avbokad. Du behöver inte göra något mer.',
  },
  recalled: {
    subject: 'Vi behöver få tillbaka {{reference}} i förtid',
    text: 'Vi behöver tyvärr få tillbaka lådan som är hos {{school}} tidigare än vi sa. Hör av dig till oss, så hjälps vi åt med hur den kommer hit.',
  },
  return_soon: {
    subject: 'Snart är det dags att lämna tillbaka {{reference}}',
    text: 'Vi hoppas att ni har haft nytta av lånet på {{school}}. Här kommer en påminnelse om att det snart är dags att skicka tillbaka det.',
  },
  overdue: {
    subject: 'Vi saknar {{reference}}',
    text_one:
      'Lådan som är hos {{school}} skulle ha varit hos oss i går. Skicka den gärna så snart du kan, så att nästa klass får låna den, eller hör av dig till oss om något har hänt. Är den redan på väg kan du bortse från det här.',
    text_other:
      'Lådan som är hos {{school}} skulle ha varit hos oss för {{count}} dagar sedan. Skicka den gärna så snart du kan, så att nästa klass får låna den, eller hör av dig till oss om något har hänt. Är den redan på väg kan du bortse från det här.',
  },
  digest: {
    subject: 'Påminnelse om dina lån',
    text: 'Här är de lån som snart ska tillbaka, eller som vi saknar.',
    return_soon: '{{reference}} ({{what}}): sista dagen hos er är {{to}}.\n{{url}}',
    overdue_one: '{{reference}} ({{what}}): skulle ha varit hos oss i går.\n{{url}}',
    overdue_other: '{{reference}} ({{what}}): skulle ha varit hos oss för {{count}} dagar sedan.\n{{url}}',
    end: 'Är något redan på väg kan du bortse från det. Hör av dig till oss om något har hänt.',
  },
};
