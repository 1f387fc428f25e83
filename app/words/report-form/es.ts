import type { Region, Side, TimePoint } from "~/domain/vocabulary";
import type { ReportFormWords } from "./words";

interface Place {
  word: string;
  /** How left and right end. */
  ending: "o" | "a";
}
const places: Record<Region, Place> = {
  wrist: { word: "muñeca", ending: "a" },
  hand: { word: "mano", ending: "a" },
  elbow: { word: "codo", ending: "o" },
  shoulder: { word: "hombro", ending: "o" },
  ankle: { word: "tobillo", ending: "o" },
  foot: { word: "pie", ending: "o" },
  knee: { word: "rodilla", ending: "a" },
  hip: { word: "cadera", ending: "a" },
  neck: { word: "cuello", ending: "o" },
  "upper-back": { word: "parte alta de la espalda", ending: "a" },
  "lower-back": { word: "parte baja de la espalda", ending: "a" },
  sacroiliac: { word: "articulación sacroilíaca", ending: "a" },
  other: { word: "zona tratada", ending: "a" },
};

const place = (region: Region, side: Side) => {
  const { word, ending } = places[region];
  // "Parte alta de la espalda izquierda" would be another back.
  const isBack = region === "upper-back" || region === "lower-back";
  if (side === "left" || side === "right") {
    const way = `${side === "left" ? "izquierd" : "derech"}${isBack ? "o" : ending}`;
    return isBack ? `Su ${word}, lado ${way}` : `Su ${word} ${way}`;
  }
  return `Su ${word}${side === "both" ? ", ambos lados" : ""}`;
};

const times: Record<TimePoint, string> = {
  baseline: "antes del tratamiento",
  "before-session": "antes de la sesión de hoy",
  "72-hours": "unos días después de la sesión",
  "3-months": "3 meses después de la última sesión",
  "6-months": "6 meses después de la última sesión",
  "12-months": "12 meses después de la última sesión",
};

export const es: ReportFormWords = {
  code: "es",
  name: "Español",
  title: "Su informe para la clínica",
  step: (step, of) => `Paso ${step} de ${of}`,
  heading: (region, side, timePoint) => `${place(region, side)}, ${times[timePoint]}`,
  lead: "Lo que cuenta es su propia opinión. Cada respuesta ayuda, tanto si el resultado es malo como si es bueno.",
  leadEarly:
    "Unas preguntas sobre cómo se encuentra. Todavía es pronto: muchas personas no notan cambios en la primera semana, y eso no es mala señal.",
  leadBaseline: "Una pregunta antes del tratamiento, para poder ver más adelante qué ha cambiado.",
  optional: "opcional",
  error: "Error",
  problem: "Falta algo",
  rating: {
    legend: "¿Cómo valora el resultado?",
    legendEarly: "¿Cómo valora el resultado hasta ahora?",
    hintEarly: "Tal como está hoy. Es demasiado pronto para juzgar el tratamiento por ello.",
    words: { excellent: "Excelente", good: "Bueno", fair: "Regular", poor: "Malo" },
  },
  pain: {
    legend: "¿Cuánto dolor tiene en un día normal?",
    least: "0 es ningún dolor",
    most: "10 es el peor que pueda imaginar",
  },
  activities: {
    legend: "¿Qué puede volver a hacer que antes no podía?",
    hint: "Marque todo lo que corresponda, o nada.",
    words: {
      sleep: "Dormir toda la noche",
      sitting: "Estar sentado durante una película",
      walking: "Caminar",
      sport: "Hacer deporte",
    },
  },
  selfCare: {
    legend: "¿Pudo hacer lo que se le aconsejó, como reposo y ejercicios?",
    words: { done: "Sí", partly: "En parte", not: "No" },
  },
  redFlags: {
    legend: "¿Tiene ahora algo de esto?",
    hint: "Marque todo lo que corresponda, o nada. Algo de hinchazón y rigidez en los primeros días es normal.",
    words: {
      fever: "Fiebre o escalofríos",
      "severe-pain": "Dolor intenso, o dolor que empeora mucho",
      breathlessness: "Dificultad para respirar, o dolor en el pecho",
      weakness: "Debilidad o entumecimiento nuevos en un brazo o una pierna",
    },
  },
  adverseEffects: {
    label: "¿Hubo alguna otra molestia?",
    hint: "Por ejemplo hinchazón, rigidez, moretones: qué, y durante cuánto tiempo.",
  },
  remarks: { label: "¿Algo más que quiera decirnos?", hint: "Con sus propias palabras." },
  call: {
    ask: "¿Fiebre, o dolor que empeora mucho?",
    now: "Llámenos ahora:",
    title: "Por favor, llámenos ahora.",
    text: "Lo que ha marcado no debe esperar a que alguien lea este formulario.",
    afterSending: "También hemos recibido el aviso, e intentaremos llamarle.",
    noPhone: "Llame ahora a su clínica.",
    emergency:
      "Si le cuesta respirar, tiene dolor en el pecho o debilidad repentina, o no logra hablar con nosotros, llame al número de emergencias: 911, en Europa 112.",
  },
  fate: {
    title: "Qué pasa con sus respuestas",
    read: "Las leen los médicos de esta clínica. La recepción solo ve que usted ha respondido.",
    figures:
      "También cuentan, sin su nombre, en las cifras de la consulta sobre lo bien que funciona el tratamiento.",
    final:
      "Una vez enviadas, nadie puede cambiarlas, y este enlace ya no abre nada. Si quiere corregir algo, llámenos.",
  },
  continue: "Continuar con las actividades",
  back: "Atrás",
  send: "Enviar mis respuestas",
  decline: "Prefiero no responder",
  thanks: { title: "Gracias. Hemos recibido sus respuestas.", text: "Puede cerrar esta página." },
  declined: {
    title: "Gracias por decírnoslo.",
    text: "No volveremos a preguntarle sobre esto. Si cambia de opinión, llámenos.",
  },
  already: {
    title: "Ya tenemos sus respuestas.",
    text: "Se enviaron antes, y ahora no ha cambiado nada. Si quiere corregir algo, llámenos.",
  },
  closed: {
    title: "Este enlace ya no abre nada",
    text: "No se copió entero, ya se usó, o su plazo ha terminado. Si quiere decirnos cómo está, o que le llamemos, llame a su clínica.",
  },
  giveBack: "Por favor, devuelva la tableta en la recepción.",
  wait: (minutes) =>
    `Ha habido demasiados intentos desde aquí. Espere ${minutes} ${minutes === 1 ? "minuto" : "minutos"} y vuelva a abrir el enlace.`,
  tryAgain:
    "En este momento no hemos podido guardar sus respuestas. No se ha perdido nada: pulse otra vez, por favor.",
  unanswered: {
    title: ({ isSilent, isWrite }) =>
      isSilent ? "Aún sin respuesta:" : isWrite ? "No se ha enviado:" : "No se ha cargado:",
    text: ({ isSilent, isWrite }) =>
      `${isSilent ? "el servidor de la clínica no responde" : "no se pudo contactar con el servidor de la clínica"}. ` +
      `${isWrite ? "Lo que eligió sigue aquí" : "Esta página sigue como estaba"}; ${isSilent ? "espere o " : ""}inténtelo otra vez.`,
    again: "Intentar otra vez",
  },
  faults: {
    rating: "Elija cómo valora el resultado",
    pain: "Elija un número del 0 al 10",
    choice: "Elija de la lista",
    tooLong: "Es demasiado largo. Use como máximo 2.000 caracteres",
    unreadable: "Hay un carácter que no se puede guardar. Escríbalo otra vez",
  },
  paper: {
    title: "¿Cómo se encuentra?",
    mark: "Marque una casilla en cada pregunta, si no se indica otra cosa.",
    giveBack: (clinic) => `Por favor, entregue o envíe este formulario a ${clinic}.`,
    code: "Código",
    date: "Fecha en que lo rellenó",
  },
};
