// A style sheet without class names of its own.
export default {};
