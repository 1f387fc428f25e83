import type { ReportMailWords } from "./mail";

export const es: ReportMailWords = {
  subject: (clinic) => `${clinic}: ¿cómo se encuentra ahora?`,
  again: (clinic) => `${clinic}: aún no tenemos noticias suyas`,
  greeting: "Buenos días:",
  asks: "Estuvo en nuestra clínica y nos gustaría saber cómo se encuentra ahora. Le llevará dos minutos.",
  asksAgain:
    "Le escribimos y aún no hemos recibido respuesta. Cada respuesta ayuda, tanto si es buena como si es mala. Le llevará dos minutos.",
  button: "Responder a las preguntas",
  until: (day) => `Puede responder hasta el ${day}.`,
  onlyYours: "El enlace es solo para usted y funciona una vez.",
  earlier: "Los enlaces de correos anteriores ya no funcionan.",
  call: (phone) => `¿Se encuentra mal? No responda a este correo: llámenos al ${phone}.`,
  stop: "Si prefiere que no le preguntemos, díganoslo y no volveremos a escribirle sobre esto.",
  months: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
  day: (dayOfMonth, month) => `${dayOfMonth} de ${month}`,
};
